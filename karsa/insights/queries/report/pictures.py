"""Shares of a picture for the report's charts: numbers in, 0 to 1 out. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from karsa.documents.shapes.report import Bars, MonthLine, Share
from karsa.indicators.queries.year import IndicatorYear

# Air above the largest value.
_ROOM = Decimal("1.12")


def bars(row: IndicatorYear) -> Bars | None:
    """Return result, target and last year on a scale from 0; None without a result."""
    known = [value for value in (row.value, row.aim.value, row.last_year) if value is not None]
    if row.value is None or min(known) < 0:
        return None
    top = max(known) * _ROOM or Decimal(1)
    return Bars(
        *(_share(value, Decimal(0), top) for value in (row.value, row.aim.value, row.last_year))
    )


def months(row: IndicatorYear) -> MonthLine | None:
    """Return the year's months and what was due; None where nothing was measured."""
    reached = [month.so_far if month.actual is not None else None for month in row.months]
    due = [month.aim.value for month in row.months]
    if not any(value is not None for value in reached):
        return None
    low, high = _scale([value for value in (*reached, *due) if value is not None])
    return MonthLine(
        tuple(_share(value, low, high) for value in reached),
        tuple(_share(value, low, high) for value in due),
    )


def _scale(known: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    low, high = min(known), max(known)
    room = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    return low - room, high + room


def _share(value: Decimal | None, low: Decimal, high: Decimal) -> Share:
    return None if value is None else round(float((value - low) / (high - low)), 4)
