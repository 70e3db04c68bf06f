"""What the trail says of growth."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "development.lessontaken": _("Pelajaran"),
    "development.pulse": _("Denyut pegawai"),
    "development.pulsereply": _("Tanggapan atas denyut"),
}
VERBS: Words = {
    "development.lesson_taken": _("Pelajaran diselesaikan"),
    "pulse.opened": _("Denyut dibuka"),
    "pulse.answered": _("Denyut dijawab, tanpa nama"),
    "pulse.released": _("Hasil denyut dibuka"),
    "pulse.replied": _("Denyut ditanggapi"),
}
