"""What the trail says of growth."""

from django.utils.translation import gettext_lazy as _

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {
    "development.lessontaken": _("Pelajaran"),
    "development.practice": _("Latihan"),
}
VERBS: Words = {
    "development.lesson_taken": _("Pelajaran diselesaikan"),
    "development.toured": _("Perkenalan selesai"),
}
