"""Machines that are connected, in Indonesian."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "machines.token": _("Token"),
    "machines.hook": _("Penerima kabar"),
    "machines.delivery": _("Kabar ke sistem lain"),
    "machines.keptanswer": _("Jawaban yang disimpan sehari"),
}
VERBS: Words = {
    "machines.token_given": _("Token diberikan"),
    "machines.token_revoked": _("Token dicabut"),
    "machines.hook_added": _("Penerima kabar didaftarkan"),
    "machines.hook_stopped": _("Penerima kabar dihentikan"),
    "machines.hook_started": _("Penerima kabar dimulai lagi"),
    "machines.hook_tried": _("Kabar percobaan dikirim"),
    "machines.delivery_repeated": _("Kabar dikirim ulang"),
    "machines.rows_sent": _("Baris dikirim oleh sistem lain"),
    "machines.courses_taken": _("Daftar kursus untuk SIASN diambil"),
}
