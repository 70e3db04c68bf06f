"""How far an indicator has come, by polarity; percent, rounded once."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from karsa.rules.refused import gettext_noop as _

FULL = Decimal(100)
CENT = Decimal("0.01")

NO_DATA = _("belum ada data")
NO_TARGET = _("target belum ditetapkan")
NO_RANGE = _("batas rentang target belum lengkap")
RANGE_REVERSED = _("batas bawah rentang lebih besar dari batas atas")
ZERO_TARGET = _("target nol, jadi capaian tidak dapat dihitung dengan rumus ini")
NEGATIVE_TARGET = _("target negatif, jadi capaian tidak dapat dihitung dengan rumus ini")


class Polarity(StrEnum):
    """Which way an indicator should go."""

    MAXIMIZE = "maximize"
    MINIMIZE = "minimize"
    STABILIZE = "stabilize"
    RANGE = "range"


POLARITY_NAMES = {
    Polarity.MAXIMIZE: _("Makin tinggi makin baik"),
    Polarity.MINIMIZE: _("Makin rendah makin baik"),
    Polarity.STABILIZE: _("Tepat pada target"),
    Polarity.RANGE: _("Di dalam rentang"),
}


@dataclass(frozen=True)
class Achievement:
    """A percentage, or None with the reason a person reads; a value has an empty reason."""

    value: Decimal | None
    reason: str = ""


def achievement(
    polarity: Polarity,
    *,
    actual: Decimal | None,
    target: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    floor: Decimal = Decimal(0),
    cap: Decimal = Decimal(120),
) -> Achievement:
    """Return the achievement R/T of one actual against one target or one range of targets.

    Maximize R/T; minimize 2 - R/T; stabilize R/T below T and 2 - R/T above it. A range
    (`low` and `high`, for any polarity; always for RANGE, which then stabilizes) is 100
    inside; outside, the nearer bound is T. Never raises: what cannot be computed is None.

    Units:  actual and targets share one unit; the result is a percentage.
    Range:  floor to cap (0 to 120 by default), rounded half up to two decimals, once.
    Zero:   minimize with T = 0 is cap if R is 0, else 0; other polarities have no value.
    Source: rules digest 6, after common practice with Manual Indikator A.1.3.
    """
    if actual is None:
        return Achievement(None, NO_DATA)
    ranged = low is not None and high is not None
    if polarity is Polarity.RANGE and not ranged:
        return Achievement(None, NO_RANGE)
    if low is not None and high is not None:
        if low > high:
            return Achievement(None, RANGE_REVERSED)
        target = min(max(actual, low), high)
    if target is None:
        return Achievement(None, NO_TARGET)
    if ranged and target == actual:
        return _percent(Decimal(1), floor, cap)
    return _against(polarity, actual, target, floor, cap)


def _against(
    polarity: Polarity, actual: Decimal, target: Decimal, floor: Decimal, cap: Decimal
) -> Achievement:
    if target < 0:
        return Achievement(None, NEGATIVE_TARGET)
    if target == 0:
        return _against_zero(polarity, actual, floor, cap)
    ratio = actual / target
    if _should_fall(polarity, ratio):
        ratio = 2 - ratio
    return _percent(ratio, floor, cap)


def _against_zero(polarity: Polarity, actual: Decimal, floor: Decimal, cap: Decimal) -> Achievement:
    if polarity is not Polarity.MINIMIZE:
        return Achievement(None, ZERO_TARGET)
    return Achievement(cap if actual <= 0 else max(floor, Decimal(0)))


def _should_fall(polarity: Polarity, ratio: Decimal) -> bool:
    if polarity in (Polarity.STABILIZE, Polarity.RANGE):
        return ratio > 1
    return polarity is Polarity.MINIMIZE


def _percent(ratio: Decimal, floor: Decimal, cap: Decimal) -> Achievement:
    # Bounded before rounding, so that an absurd actual cannot overflow the rounding.
    bounded = max(floor, min(cap, ratio * FULL))
    return Achievement(bounded.quantize(CENT, ROUND_HALF_UP))
