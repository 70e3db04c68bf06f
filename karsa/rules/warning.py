"""Which indicators ask for attention, since when, and which values would reach a target."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import IntEnum, StrEnum

from karsa.rules.achievement import FULL, Polarity
from karsa.rules.lights import Light
from karsa.rules.refused import gettext_noop as _

# Percentage points of pace within which three months are no movement to speak of.
STEADY = Decimal(2)
UNLIKELY = Decimal("0.5")
_MONTHS = 3


class Trend(StrEnum):
    """Where the pace went over the last three months, seen from what is good."""

    WORSENING = "worsening"
    STEADY = "steady"
    IMPROVING = "improving"


TREND_NAMES: Mapping[Trend, str] = {
    Trend.WORSENING: _("Memburuk"),
    Trend.STEADY: _("Tetap"),
    Trend.IMPROVING: _("Membaik"),
}


class Need(IntEnum):
    """Why somebody should look, the most urgent first."""

    WORSENING = 1
    STALE = 2
    BEHIND = 3
    AT_RISK = 4


NEED_NAMES: Mapping[Need, str] = {
    Need.WORSENING: _("Tertinggal dan memburuk"),
    Need.STALE: _("Datanya sudah lama"),
    Need.BEHIND: _("Di belakang garis harapan"),
    Need.AT_RISK: _("Masih di jalur, tetapi targetnya diperkirakan tidak tercapai"),
}


def trend(paces: Sequence[Decimal | None]) -> Trend | None:
    """Return where the pace went over the three months that end with the last known one.

    Units:  paces in percent of what was due, one a month, None where nothing was measured.
    Range:  two points up or down and less is steady; None if fewer than two months are known.
    """
    last = _last(paces)
    known = [pace for pace in paces[max(0, last - _MONTHS + 1) : last + 1] if pace is not None]
    if len(known) < 2:
        return None
    moved = known[-1] - known[0]
    if abs(moved) <= STEADY:
        return Trend.STEADY
    return Trend.IMPROVING if moved > 0 else Trend.WORSENING


def behind_since(paces: Sequence[Decimal | None], green: Decimal = FULL) -> int | None:
    """Return the first month, 1 to 12, of the run behind the expected line that still lasts.

    Units:  paces in percent of what was due, January first, None where nothing was measured.
    A month without a figure does not end a run; None if the last known month is not behind.
    """
    first = None
    for month, pace in enumerate(paces, start=1):
        if pace is not None and pace >= green:
            first = None
        elif pace is not None and first is None:
            first = month
    return first


def need(light: Light, moved: Trend | None, probability: Decimal | None = None) -> Need | None:
    """Return why an indicator asks for attention; None if it does not, or nothing is known.

    Units:  probability of reaching the year's target, 0 to 1, where there is a forecast.
    """
    if light is Light.BAD and moved is Trend.WORSENING:
        return Need.WORSENING
    if light is Light.STALE:
        return Need.STALE
    if light in (Light.BAD, Light.WARN):
        return Need.BEHIND
    unlikely = probability is not None and probability < UNLIKELY
    return Need.AT_RISK if light is Light.GOOD and unlikely else None


def reached_between(
    polarity: Polarity,
    *,
    target: Decimal | None,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> tuple[Decimal | None, Decimal | None] | None:
    """Return the least and the greatest value that reach a target; None leaves a side open.

    A range is reached inside it, and beyond it where that is better. None if there is no target,
    or a single value to stay at, which no forecast ever meets exactly.
    """
    if low is None or high is None:
        low = high = target
    if polarity is Polarity.MAXIMIZE:
        return (low, None) if low is not None else None
    if polarity is Polarity.MINIMIZE:
        return (None, high) if high is not None else None
    return (low, high) if low != high else None


def _last(paces: Sequence[Decimal | None]) -> int:
    return max((place for place, pace in enumerate(paces) if pace is not None), default=-1)
