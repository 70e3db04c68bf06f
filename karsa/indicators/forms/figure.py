"""Parsing and wording of the forms of figures; the services decide whether it will do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from karsa.indicators.forms.fields import MONTH_CHOICES, NUMBER, area
from karsa.indicators.services import Figure


class FigureForm(forms.Form):
    """A figure with its source and, if there is one, a file that shows it."""

    month = forms.TypedChoiceField(label=_("Bulan"), choices=MONTH_CHOICES, coerce=int)
    value = forms.DecimalField(label=_("Realisasi"), **(NUMBER | {"required": True}))
    weight = forms.DecimalField(
        label=_("Penyebut"), help_text=_("Isi bila rata-ratanya tertimbang."), **NUMBER
    )
    source = forms.CharField(label=_("Sumber data"), max_length=200)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=2000, widget=area(2))
    evidence = forms.FileField(label=_("Bukti"), required=False)

    def figure(self, evidence: Any = None) -> Figure:
        """The figure as typed, with its stored file."""
        said = self.cleaned_data
        return Figure(said["value"], said["source"], said["weight"], said["note"], evidence)


class CorrectionForm(FigureForm):
    """A better figure for the same month, with its reason."""

    month = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("Mengapa diperbaiki?"),
        max_length=300,
        help_text=_("Terbaca warga bila indikatornya terbuka. Tanpa nama orang."),
    )
