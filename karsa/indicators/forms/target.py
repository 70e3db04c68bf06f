"""Parsing and wording of the year's target with its trajectory: one grid to fill."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.formats import localize_input
from django.utils.translation import gettext_lazy as _

from karsa.indicators.forms.fields import NUMBER, area
from karsa.indicators.models import Target
from karsa.indicators.services import TargetWords
from karsa.indicators.services.targets import FIELDS
from karsa.kit.formats import MONTHS, number
from karsa.kit.wording import easier
from karsa.rules.consolidation import Consolidation
from karsa.rules.trajectory import agrees, even, gradual, kind_of, points, reached

_PART: dict[str, Any] = NUMBER | {"decimal_places": 2}


class TargetForm(forms.Form):
    """The year's target, its baseline, and the parts of its trajectory."""

    value = forms.DecimalField(
        label=_("Target setahun"), help_text=_("Contoh: 30. Kosongkan bila rentang."), **NUMBER
    )
    low = forms.DecimalField(
        label=_("Batas bawah"), help_text=_("Isi keduanya bila targetnya rentang."), **NUMBER
    )
    high = forms.DecimalField(label=_("Batas atas"), **NUMBER)
    baseline = forms.DecimalField(
        label=_("Data dasar"), help_text=_("Keadaan sebelum tahun ini dimulai."), **NUMBER
    )
    reason = forms.CharField(
        label=_("Alasan perubahan"), required=False, max_length=2000, widget=area(2)
    )

    def __init__(
        self,
        *args: Any,
        kind: Consolidation,
        polarity: str,
        months: Sequence[int],
        revises: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.polarity, self.months = kind, polarity, tuple(months)
        if not revises:
            del self.fields["reason"]
        for month in self.months:
            field = forms.DecimalField(label=_(MONTHS[month - 1]), **_PART)
            self.fields[_name(month)] = field

    @staticmethod
    def known(year: Target | None, parts: Mapping[int, Decimal | None]) -> dict[str, Decimal]:
        """Initial values: the year's target as it stands, and the parts by month."""
        found = {name: getattr(year, name) for name in FIELDS} if year else {}
        found |= {_name(month): part for month, part in parts.items()}
        return {name: plain(value) for name, value in found.items() if value is not None}

    def grid(self) -> list[BoundField]:
        """The trajectory's fields in order."""
        return [self[_name(month)] for month in self.months]

    def words(self) -> list[TargetWords]:
        """The year's target, and the points that the typed parts lead to."""
        said = self.cleaned_data
        year = TargetWords(0, said["value"], said["low"], said["high"], said["baseline"])
        by_then = zip(self.months, points(self.kind, self.parts()), strict=True)
        return [year, *(TargetWords(month, value) for month, value in by_then if value is not None)]

    def parts(self) -> list[Decimal | None]:
        """The parts as typed."""
        return [self.cleaned_data.get(_name(month)) for month in self.months]

    def remark(self) -> str:
        """What does not fit between the parts and the year's target; empty if all does."""
        if not self.is_bound or not self.is_valid():
            return ""
        target, typed = self.cleaned_data["value"], self.parts()
        year = reached(kind_of(self.kind), typed)
        if target is None or year is None or agrees(self.kind, typed, target):
            return ""
        return _REMARKS[kind_of(self.kind)] % {"year": number(year), "target": number(target)}

    def easier(self) -> str:
        """Whether the target asks for less than what is reached already; empty if it does not."""
        if not self.is_bound or not self.is_valid():
            return ""
        said = self.cleaned_data
        return easier(self.polarity, said["baseline"], said["value"])

    def filled(self, way: str) -> "TargetForm":
        """The form with its trajectory computed, "rata" or "bertahap"; what was typed stays.

        The year's target or the baseline that is missing is said, and nothing computed.
        """
        if not self.is_valid():
            return self
        if self.cleaned_data["value"] is None:
            self.add_error("value", _("Isi target setahun dulu, lalu lintasannya dihitung."))
        elif self._lacks_baseline(way):
            self.add_error("baseline", _("Isi data dasar dulu, supaya ada titik berangkatnya."))
        else:
            parts = zip(map(_name, self.months), self._computed(way), strict=True)
            said = {name: self.data[name] for name in self.data}  # the last of each, as forms read
            self.data = said | {name: localize_input(plain(part)) for name, part in parts}
            self.full_clean()
        return self

    def _lacks_baseline(self, way: str) -> bool:
        summed = self.kind is Consolidation.SUM
        return way == "bertahap" and not summed and self.cleaned_data["baseline"] is None

    def _computed(self, way: str) -> tuple[Decimal, ...]:
        value, count = self.cleaned_data["value"], len(self.months)
        if way != "bertahap":
            return even(kind_of(self.kind), value, count)
        baseline = self.cleaned_data["baseline"] or Decimal(0)
        return gradual(kind_of(self.kind), baseline, value, count)


_REMARKS = {
    Consolidation.SUM: _("Bila dijumlahkan, lintasan ini %(year)s, bukan %(target)s setahun."),
    Consolidation.AVERAGE: _("Rata-rata lintasan ini %(year)s, bukan %(target)s setahun."),
    Consolidation.LAST: _("Lintasan ini berakhir di %(year)s, bukan %(target)s setahun."),
}


def _name(month: int) -> str:
    return f"bulan_{month}"


def plain(value: Decimal) -> Decimal:
    """The number without trailing zeros, never as a power of ten."""
    return Decimal(f"{value.normalize():f}")


class DecisionForm(forms.Form):
    """The answer to a proposed target."""

    decision = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[("approve", _("Setujui, target baru berlaku")), ("refuse", _("Tolak"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("Wajib bila ditolak, supaya pengusul tahu apa yang perlu diubah."),
    )
