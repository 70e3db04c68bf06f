"""An indicator's year from its months: those that are known, and those that are to be expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from statistics import fmean
from typing import NamedTuple

from karsa.rules.consolidation import Consolidation
from karsa.stats.forecast import Outlook, outlook
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
    """The year's value as it is to be expected, and by month to come the value until then.

    A month's band is mean, low and high of what the year amounts to by its end.
    """

    value: Spread
    points: Mapping[int, Band]


def year_end(
    kind: Consolidation, figures: Mapping[int, Month], year: int, highest: float = inf
) -> YearEnd | None:
    """Return where a year ends; None where there is too little, or too old, to go by.

    `figures` by month counted from the year 0 (12 × year + month - 1), none after the year's
    December. Source: docs/decisions, "Forecast"; the method is `karsa.stats.forecast`.
    """
    start, last = year * 12, max(figures, default=-1)
    if not figures or start + 11 - last > _FURTHEST:
        return None
    months = range(max(min(figures), last - _MEMORY + 1), last + 1)
    series = [figures[month].value if month in figures else None for month in months]
    found = outlook(series, start + 11 - last, highest=highest)
    if found is None or (kind is Consolidation.WEIGHTED and not _usual_weight(figures)):
        return None
    coming = range(max(last + 1, start), start + 12)
    until = {month: _until(kind, figures, found, start, month) for month in coming}
    value = until[start + 11] if until else _until(kind, figures, found, start, last)
    bands = {month % 12 + 1: spread.band() for month, spread in until.items()}
    sizes = [abs(edge) for band in (value.band(), *bands.values()) for edge in band]
    return YearEnd(value, bands) if max(sizes) < _TOO_LARGE else None


def _until(
    kind: Consolidation, figures: Mapping[int, Month], found: Outlook, start: int, until: int
) -> Spread:
    """What the year amounts to by a month: those known bring their part, those to come a share."""
    last = max(figures)
    own = [figures[month] for month in range(start, last + 1) if month in figures]
    coming = until - max(last, start - 1)
    known, share = _shares(kind, own, coming, _usual_weight(figures))
    ahead = range(last + 1, start + 12)
    counts = [until] if kind is Consolidation.LAST else range(start, until + 1)
    return found.total([share if month in counts else 0.0 for month in ahead], known)


def _shares(
    kind: Consolidation, own: Sequence[Month], coming: int, usual: float
) -> tuple[float, float]:
    """What the known months bring, and the share of each that counts among those to come."""
    if kind is Consolidation.SUM:
        return sum(one.value for one in own), 1.0
    if kind is Consolidation.LAST:
        return (0.0, 1.0) if coming else (own[-1].value, 0.0)
    if kind is Consolidation.AVERAGE:
        count = len(own) + coming
        return sum(one.value for one in own) / count, 1 / count
    # Months to come are taken to weigh what those of the last year did.
    weighed = [(one.value, one.weight) for one in own if one.weight is not None]
    whole = sum(weight for _, weight in weighed) + usual * coming
    return sum(value * weight for value, weight in weighed) / whole, usual / whole


def _usual_weight(figures: Mapping[int, Month]) -> float:
    weights = [figures[month].weight for month in sorted(figures)[-12:]]
    return fmean([weight for weight in weights if weight is not None] or [0.0])
