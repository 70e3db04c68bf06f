"""An indicator's year from its months: those that are known, and those that are to be expected."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from statistics import fmean
from typing import NamedTuple

from karsa.rules.consolidation import Consolidation
from karsa.stats.anew import added
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


Figures = Mapping[int, Month]


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The year's value as it is to be expected, and by month to come the value until then.

    A month's band is mean, low and high of what the year amounts to by its end.
    """

    value: Spread
    points: Mapping[int, Band]


def year_end(
    kind: Consolidation, figures: Figures, year: int, highest: float = inf
) -> YearEnd | None:
    """Return where a year ends; None where there is too little, or too old, to go by.

    `figures` by month counted from the year 0 (12 × year + month - 1), none after the year's
    December; no value of the year exceeds `highest`. A last value that starts anew each January,
    as a budget's realisation does, is foretold by what each month adds.
    Source: docs/decisions/0006-forecast.md; the method is `karsa.stats.forecast`.
    """
    if kind is Consolidation.LAST and (
        steps := added({m: one.value for m, one in figures.items()})
    ):
        kind, figures = Consolidation.SUM, {m: Month(step, None) for m, step in steps.items()}
    start, last = year * 12, max(figures, default=-1)
    if not figures or start + 11 - last > _FURTHEST:
        return None
    found = outlook(_series(figures, last), start + 11 - last, highest=highest)
    usual = _usual_weight(figures)
    if found is None or (kind is Consolidation.WEIGHTED and not usual):
        return None
    its_year = _Year(kind, figures, found, start, last, usual, highest)
    bands = {month % 12 + 1: its_year.until(month).band() for month in its_year.coming}
    value = its_year.until(start + 11)
    sizes = [abs(edge) for band in (value.band(), *bands.values()) for edge in band]
    return YearEnd(value, bands) if max(sizes) < _TOO_LARGE else None


def _series(figures: Figures, last: int) -> list[float | None]:
    first = max(min(figures), last - _MEMORY + 1)
    return [figures[m].value if m in figures else None for m in range(first, last + 1)]


def _usual_weight(figures: Figures) -> float:
    weights = [figures[month].weight for month in sorted(figures)[-12:]]
    return fmean([weight for weight in weights if weight is not None] or [0.0])


@dataclass(frozen=True, slots=True)
class _Year:
    """A year that begins with the month `start`, is known until `last`, and goes on as `found`."""

    kind: Consolidation
    figures: Figures
    found: Outlook
    start: int
    last: int
    usual: float
    highest: float

    @property
    def coming(self) -> range:
        return range(max(self.last + 1, self.start), self.start + 12)

    def until(self, end: int) -> Spread:
        """What the year amounts to by the month `end`."""
        counted = range(self.start, end + 1)
        known, share = self._shares(sum(month in counted for month in self.coming))
        if self.kind is Consolidation.LAST:
            counted = range(end, end + 1)
        ahead = range(self.last + 1, self.start + 12)
        total = self.found.total([share if month in counted else 0.0 for month in ahead], known)
        return replace(total, highest=min(total.highest, self.highest))

    def _shares(self, coming: int) -> tuple[float, float]:
        """What the known months bring, and the share of each of so many to come."""
        own = [self.figures[m] for m in range(self.start, self.last + 1) if m in self.figures]
        if self.kind is Consolidation.SUM:
            return sum(one.value for one in own), 1.0
        if self.kind is Consolidation.LAST:
            return (0.0, 1.0) if coming else (own[-1].value, 0.0)
        if self.kind is Consolidation.AVERAGE:
            count = len(own) + coming
            return sum(one.value for one in own) / count, 1 / count
        # Months to come are taken to weigh what those of the last year did.
        weighed = [(one.value, one.weight) for one in own if one.weight is not None]
        whole = sum(weight for _, weight in weighed) + self.usual * coming
        return sum(value * weight for value, weight in weighed) / whole, self.usual / whole
