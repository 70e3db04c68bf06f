"""Shared cases, calibration and second raters."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.evaluations.forms.fields import text_area, tiles
from karsa.evaluations.models import EvaluationQuerySet


class VignetteForm(forms.Form):
    """An invented person's year."""

    title = forms.CharField(label=_("Judul"), max_length=120)
    story = text_area(
        _("Kisahnya"),
        10,
        help_text=_("Target, yang tercapai, bukti, dan perilakunya. Tanpa nama orang sungguhan."),
    )


class RatingsForm(forms.Form):
    """Both ratings: of an invented person, of a case in a session, or a second time."""

    result_rating = tiles(_("Hasil kerja"))
    behaviour_rating = tiles(_("Perilaku kerja"))


class AnswerForm(forms.Form):
    """What a rater says to the figures about them."""

    text = text_area(_("Tanggapan Anda"), 5)


class CasesForm(forms.Form):
    """Whom a session talks over; names only, nobody chooses by the grade."""

    cases = forms.MultipleChoiceField(
        label=_("Orang yang dibahas"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Dua sampai empat orang. Pilih yang pekerjaannya bisa dibandingkan."),
    )

    def __init__(self, *args: Any, rows: EvaluationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["cases"]).choices = [
            (row.pk, f"{row.assignment.employee.full_name} · {row.assignment.position.name}")
            for row in rows
        ]

    def keys(self) -> list[int]:
        """The evaluations that were ticked."""
        return [int(key) for key in self.cleaned_data["cases"]]


class NoteForm(forms.Form):
    """What was said about a case."""

    text = text_area(
        _("Catatan pembahasan"),
        4,
        help_text=_("Tulis bukti yang dibahas dan apa yang belum jelas."),
    )


class DrawForm(forms.Form):
    """A draw that anybody can repeat."""

    seed = forms.CharField(
        label=_("Kata undian"),
        max_length=60,
        help_text=_("Diumumkan sebelum diundi, misalnya angka undian umum hari itu."),
    )
    wanted = forms.IntegerField(label=_("Jumlah orang"), min_value=1, max_value=500, initial=20)
