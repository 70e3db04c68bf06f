"""The quarters of a year, and what a unit's action plan of a quarter amounts to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from karsa.rules.achievement import NO_DATA, Achievement, Polarity, achievement
from karsa.rules.consolidation import Consolidation, consolidate

QUARTERS = (1, 2, 3, 4)
_CENT = Decimal("0.01")


def quarter_of(starts: date, ends: date) -> int | None:
    """Return the quarter that a period from `starts` to `ends` covers, None for any other."""
    number = (starts.month + 2) // 3
    whole = (starts.month, ends.month) == (3 * number - 2, 3 * number)
    return number if whole and starts.year == ends.year else None


def quarter_begins(year: int, quarter: int) -> date:
    """Return the first day of a quarter."""
    return date(year, 3 * quarter - 2, 1)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the action plan: target and confirmed realisation in one unit of measure."""

    target: Decimal | None
    realised: Decimal | None


def actions_achievement(steps: Sequence[Step], cap: Decimal = Decimal(120)) -> Achievement:
    """Return how far the steps of one indicator came: the plain mean of those known, in percent.

    A step without a number or without a confirmed realisation is left out and never zero.
    Source: PermenPANRB 6/2022, annex IV.B.1.c.1.
    """
    reached = [
        achievement(Polarity.MAXIMIZE, actual=step.realised, target=step.target, cap=cap).value
        for step in steps
    ]
    mean = consolidate(Consolidation.AVERAGE, reached)
    return Achievement(None, NO_DATA) if mean is None else Achievement(mean.quantize(_CENT))
