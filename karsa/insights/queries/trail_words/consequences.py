"""What the trail says of rewards, improvement, discipline and allowance."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "consequences.allowanceamount": _("Pagu TPP"),
    "consequences.allowanceinput": _("Kehadiran dan potongan"),
    "consequences.allowanceline": _("TPP satu orang"),
    "consequences.allowancerule": _("Aturan TPP"),
    "consequences.allowancerun": _("Perhitungan TPP"),
}
VERBS: Words = {
    "allowance_rule.approved": _("Aturan TPP disetujui"),
    "allowance_rule.changed": _("Aturan TPP diubah"),
    "allowance_rule.proposed": _("Aturan TPP diajukan"),
    "allowance_rule.returned": _("Aturan TPP dikembalikan"),
    "allowance_rule.revised": _("Versi baru aturan TPP dibuat"),
    "allowance_rule.written": _("Aturan TPP ditulis"),
    "allowance_run.approved": _("Daftar TPP disetujui"),
    "allowance_run.made": _("TPP sebulan dihitung"),
    "allowance_run.proposed": _("Daftar TPP diajukan"),
    "allowance_run.returned": _("Daftar TPP dikembalikan"),
    "allowance_run.taken": _("Daftar TPP diunduh"),
}
