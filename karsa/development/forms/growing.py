"""How somebody sees a competence, what a post needs, a line of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.development.forms.fields import day
from karsa.development.models import Competence, Course, DevelopmentItem
from karsa.development.services import Learning
from karsa.kit.offering import Offering

LEVELS = (
    (1, _("1 · Paham, dalam pengembangan")),
    (2, _("2 · Dasar")),
    (3, _("3 · Menengah")),
    (4, _("4 · Mumpuni")),
    (5, _("5 · Ahli")),
)


class ViewForm(forms.Form):
    """A level from 1 to 5 (PermenPANRB 38/2017), and what shows it."""

    level = forms.TypedChoiceField(
        label=_("Level"), coerce=int, choices=LEVELS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Buktinya"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kejadian atau hasil kerja yang menunjukkannya, satu dua kalimat."),
    )


class NeedsForm(forms.Form):
    """The level of each competence that a post needs; 0 where it needs none."""

    def __init__(self, *args: Any, competences: list[Competence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in competences:
            self.fields[f"k{row.pk}"] = forms.TypedChoiceField(
                label=row.name,
                coerce=int,
                choices=[(0, _("Tidak diminta")), *LEVELS],
                help_text=row.get_kind_display(),
            )


class ItemForm(Offering):
    """A line of a development plan."""

    competence = forms.ModelChoiceField(
        queryset=Competence.objects.none(), label=_("Kompetensi yang dikembangkan")
    )
    course = forms.ModelChoiceField(
        queryset=Course.objects.none(),
        label=_("Pelatihan dari katalog"),
        required=False,
        empty_label=_("Bukan dari katalog"),
    )
    kind = forms.ChoiceField(label=_("Caranya"), choices=Course.Kind.choices)
    activity = forms.CharField(
        label=_("Kegiatannya"),
        required=False,
        max_length=300,
        help_text=_("Misalnya: mendampingi loket dua minggu. Kosong berarti judul pelatihannya."),
    )
    due = day(_("Selesai paling lambat"))
    origin = forms.ChoiceField(
        choices=DevelopmentItem.Origin.choices, widget=forms.HiddenInput, required=False
    )
    reason = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A line says what one does: a course, or words."""
        said = super().clean() or {}
        if not said.get("course") and not said.get("activity"):
            self.add_error("activity", _("Pilih pelatihannya, atau tulis kegiatannya."))
        return said

    def learning(self) -> Learning:
        """What was typed."""
        said = dict(self.cleaned_data)
        course = said["course"]
        if course:
            said["kind"] = course.kind
        said["origin"] = said["origin"] or DevelopmentItem.Origin.OWN
        return Learning(**said)
