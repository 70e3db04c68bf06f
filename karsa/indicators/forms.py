"""Parsing and wording of the forms; the services decide whether it will do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models import IndicatorCard, PerformanceNode
from karsa.indicators.services import CardWords, Figure, TargetWords
from karsa.kit.formats import MONTHS

Card = IndicatorCard
NUMBER: dict[str, Any] = {
    "required": False,
    "max_digits": 18,
    "decimal_places": 4,
    "localize": True,
}
_MONTHS = [(number, _(name)) for number, name in enumerate(MONTHS, start=1)]


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class CardForm(forms.Form):
    """The card's fields; a change needs its reason."""

    reason = forms.CharField(
        label=_("Alasan perubahan"), max_length=300, help_text=_("Versi lama tetap tersimpan.")
    )
    purpose = forms.CharField(label=_("Tujuan"), required=False, max_length=2000, widget=_area(2))
    definition = forms.CharField(
        label=_("Definisi"), required=False, max_length=4000, widget=_area()
    )
    formula = forms.CharField(label=_("Formula"), required=False, max_length=2000, widget=_area(2))
    measure = forms.CharField(label=_("Satuan"), max_length=40)
    polarity = forms.ChoiceField(
        label=_("Arah yang baik"), choices=Card.Polarity.choices, widget=forms.RadioSelect
    )
    quality = forms.ChoiceField(
        label=_("Kualitas dan tingkat kendali"),
        choices=Card.Quality.choices,
        widget=forms.RadioSelect,
    )
    validity = forms.ChoiceField(label=_("Validitas"), choices=Card.Validity.choices)
    over_time = forms.ChoiceField(
        label=_("Gabungan antarbulan"), choices=Card.Consolidation.choices
    )
    over_places = forms.ChoiceField(
        label=_("Gabungan antarwilayah"), choices=Card.Consolidation.choices
    )
    source = forms.CharField(
        label=_("Sumber data"), required=False, max_length=2000, widget=_area(2)
    )
    provider = forms.CharField(label=_("Penyedia data"), required=False, max_length=200)
    frequency = forms.ChoiceField(
        label=_("Periode pelaporan"), choices=Card.Frequency.choices, widget=forms.RadioSelect
    )

    def words(self) -> CardWords:
        """The card as typed."""
        names = CardWords.__dataclass_fields__
        return CardWords(**{name: self.cleaned_data[name] for name in names})


class IndicatorForm(CardForm):
    """A new indicator: its name, its place in the tree, and the first card."""

    reason = None  # type: ignore[assignment]
    name = forms.CharField(label=_("Nama indikator"), max_length=300, widget=_area(2))
    node = forms.ModelChoiceField(
        queryset=PerformanceNode.objects.none(),
        label=_("Tempat di pohon kinerja"),
        required=False,
        empty_label=_("Belum ditempatkan"),
    )
    field_order = ("name", "node", "measure", "polarity")

    def __init__(self, *args: Any, nodes: QuerySet[PerformanceNode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["node"]
        field.queryset = nodes  # type: ignore[attr-defined]


# What a new card says until somebody says otherwise.
USUAL = {
    "polarity": "maximize",
    "quality": "outcome",
    "validity": "exact",
    "over_time": "last",
    "over_places": "average",
    "frequency": "monthly",
}


class TargetForm(forms.Form):
    """The year's target, or a point of its trajectory: a value, or a range."""

    month = forms.TypedChoiceField(
        label=_("Untuk"),
        choices=[(0, _("Sepanjang tahun")), *_MONTHS],
        coerce=int,
        initial=0,
    )
    value = forms.DecimalField(label=_("Target"), **NUMBER)
    low = forms.DecimalField(
        label=_("Batas bawah"), help_text=_("Isi keduanya bila targetnya rentang."), **NUMBER
    )
    high = forms.DecimalField(label=_("Batas atas"), **NUMBER)
    baseline = forms.DecimalField(label=_("Data dasar"), **NUMBER)

    def words(self) -> TargetWords:
        """The target as typed."""
        return TargetWords(**self.cleaned_data)


class FigureForm(forms.Form):
    """A figure with its source and, if there is one, a file that shows it."""

    month = forms.TypedChoiceField(label=_("Bulan"), choices=_MONTHS, coerce=int)
    value = forms.DecimalField(label=_("Realisasi"), **(NUMBER | {"required": True}))
    weight = forms.DecimalField(
        label=_("Penyebut"), help_text=_("Isi bila rata-ratanya tertimbang."), **NUMBER
    )
    source = forms.CharField(label=_("Sumber data"), max_length=200)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=2000, widget=_area(2))
    evidence = forms.FileField(label=_("Bukti"), required=False)

    def figure(self, evidence: Any = None) -> Figure:
        """The figure as typed, with its stored file."""
        said = self.cleaned_data
        return Figure(said["value"], said["source"], said["weight"], said["note"], evidence)


class CorrectionForm(FigureForm):
    """A better figure for the same month, with its reason."""

    month = None  # type: ignore[assignment]
    reason = forms.CharField(label=_("Mengapa diperbaiki?"), max_length=300)


class NodeForm(forms.Form):
    """A node of the tree under any number of parents."""

    code = forms.CharField(label=_("Kode"), max_length=20)
    level = forms.CharField(label=_("Tingkat"), max_length=20, help_text=_("Misalnya S1."))
    text = forms.CharField(label=_("Hasil yang ingin dicapai"), max_length=1000, widget=_area(2))
    parents = forms.ModelMultipleChoiceField(
        queryset=PerformanceNode.objects.none(),
        label=_("Mendukung"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nodes: QuerySet[PerformanceNode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parents"]
        field.queryset = nodes  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    name = forms.CharField(label=_("Nama rencana strategis"), max_length=200)
    first_year = forms.IntegerField(label=_("Tahun awal"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(label=_("Tahun akhir"), min_value=2000, max_value=2100)
    vision = forms.CharField(label=_("Visi"), required=False, max_length=2000, widget=_area(2))
