"""Parsing and wording of forms that write many indicators at once."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from karsa.indicators.forms.fields import NUMBER
from karsa.indicators.forms.target import plain
from karsa.indicators.queries.spreading import Carried
from karsa.indicators.services import TargetWords
from karsa.org.models import Unit


class CarryForm(forms.Form):
    """A row for each indicator: whether it is carried over, and its new target."""

    def __init__(self, *args: Any, rows: Iterable[Carried], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = tuple(rows)
        for one in self._open():
            known = {"value": one.value, "low": one.low, "high": one.high}
            known["baseline"] = one.row.value
            pick = forms.BooleanField(required=False, initial=True, label=_("Salin"))
            self.fields[_name(one, "pick")] = pick
            for name in _columns(one):
                start = known[name]
                self.fields[_name(one, name)] = forms.DecimalField(
                    initial=plain(start) if start is not None else None,
                    label=_LABELS[name],
                    **NUMBER,
                )

    def _open(self) -> list[Carried]:
        return [one for one in self.rows if not one.is_set]

    def table(self) -> list[tuple[Carried, BoundField | None, list[BoundField]]]:
        """Rows as shown: the tick and the fields; none where the year's target is set."""
        return [
            (one, None, [])
            if one.is_set
            else (
                one,
                self[_name(one, "pick")],
                [self[_name(one, name)] for name in _columns(one)],
            )
            for one in self.rows
        ]

    def targets(self) -> dict[int, TargetWords]:
        """What was picked, by indicator."""
        return {
            one.row.indicator_id: TargetWords(
                **{name: self.cleaned_data[_name(one, name)] for name in _columns(one)}
            )
            for one in self._open()
            if self.cleaned_data[_name(one, "pick")]
        }


_LABELS = {
    "value": _("Target"),
    "low": _("Batas bawah"),
    "high": _("Batas atas"),
    "baseline": _("Data dasar"),
}


def _columns(one: Carried) -> tuple[str, ...]:
    aims = ("low", "high") if one.row.polarity == "range" else ("value",)
    return (*aims, "baseline")


def _name(one: Carried, name: str) -> str:
    return f"{name}_{one.row.indicator_id}"


class FactorForm(forms.Form):
    """By how much last year's targets are multiplied."""

    faktor = forms.DecimalField(
        label=_("Kalikan target tahun lalu dengan"),
        min_value=Decimal("0.01"),
        max_value=Decimal(100),
        decimal_places=4,
        localize=True,
        initial=Decimal(1),
        help_text=_("Contoh: 1,05 menaikkan 5 persen, 0,9 menurunkan 10 persen."),
    )


class GiveForm(forms.Form):
    """The units that get the indicator, and whether this year's targets go along."""

    units = forms.ModelMultipleChoiceField(
        queryset=Unit.objects.none(), label=_("Unit"), widget=forms.CheckboxSelectMultiple
    )
    targets = forms.BooleanField(
        label=_("Sertakan target dan lintasan tahun ini"), required=False, initial=True
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]
