"""An indicator's year from its months: those that are known, and those that are to be expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import fmean
from typing import NamedTuple

from karsa.rules.consolidation import Consolidation
from karsa.stats.forecast import outlook
from karsa.stats.spread import Spread

# Ten years tell what a season is; older months were another indicator.
_MEMORY = 120
# December, seen from last year's November: in January the newest month is that old.
_FURTHEST = 13
# What the column of a value can hold.
_TOO_LARGE = 1e14

Band = tuple[float, float, float]


class Month(NamedTuple):
    """A month's figure, with its denominator where one is known."""

    value: float
    weight: float | None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The year's value as it is to be expected, and the mean and 80 % band of months to come."""

    value: Spread
    points: Mapping[int, Band]


def year_end(
    kind: Consolidation, figures: Mapping[int, Month], year: int, highest: float = inf
) -> YearEnd | None:
    """Return where a year ends; None where there is too little, or too old, to go by.

    `figures` by month counted from the year 0 (12 × year + month - 1), none after the year's
    December. Source: docs/decisions, "Forecast"; the method is `karsa.stats.forecast`.
    """
    end, last = year * 12 + 11, max(figures, default=-1)
    if not figures or end - last > _FURTHEST:
        return None
    months = range(max(min(figures), last - _MEMORY + 1), last + 1)
    series = [figures[month].value if month in figures else None for month in months]
    found = outlook(series, end - last, highest=highest)
    parts = _parts(kind, figures, year * 12, last)
    if found is None or parts is None:
        return None
    value = found.total(parts.shares, parts.known)
    bands = {month: found.month(month - last).band() for month in range(last + 1, end + 1)}
    points = {month % 12 + 1: band for month, band in bands.items() if month >= year * 12}
    sizes = [abs(edge) for band in (value.band(), *bands.values()) for edge in band]
    return YearEnd(value, points) if max(sizes) < _TOO_LARGE else None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the year's months so far bring to its value, and the share of each month to come."""

    known: float
    shares: list[float]


def _parts(
    kind: Consolidation, figures: Mapping[int, Month], start: int, last: int
) -> _Parts | None:
    own = [figures[month] for month in range(start, last + 1) if month in figures]
    before, coming = max(0, start - last - 1), start + 11 - max(last, start - 1)
    if kind is Consolidation.LAST:
        return _last(own, before, coming)
    if kind is Consolidation.WEIGHTED:
        return _weighted(own, _usual_weight(figures), before, coming)
    whole = 1 if kind is Consolidation.SUM else len(own) + coming
    return _Parts(sum(one.value for one in own) / whole, _spaced(before, coming, 1 / whole))


def _last(own: Sequence[Month], before: int, coming: int) -> _Parts:
    if not coming:
        return _Parts(own[-1].value, [])
    return _Parts(0.0, _spaced(before + coming - 1, 1, 1.0))


def _weighted(own: Sequence[Month], usual: float, before: int, coming: int) -> _Parts | None:
    """Months to come are taken to be as large as those of the last year were."""
    weighed = [(one.value, one.weight) for one in own if one.weight is not None]
    whole = sum(weight for _, weight in weighed) + usual * coming
    if not whole:
        return None
    known = sum(value * weight for value, weight in weighed) / whole
    return _Parts(known, _spaced(before, coming, usual / whole))


def _usual_weight(figures: Mapping[int, Month]) -> float:
    weights = [figures[month].weight for month in sorted(figures)[-12:]]
    return fmean([weight for weight in weights if weight is not None] or [0.0])


def _spaced(before: int, coming: int, share: float) -> list[float]:
    return [0.0] * before + [share] * coming
