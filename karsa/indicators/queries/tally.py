"""The events of a stretch of time in figures: counted by PostgreSQL itself, else in Python."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from karsa.indicators.models import Observation
from karsa.rules.events import BINS, Summary, rounded, share, summary, width_of

State = Observation.State
_SUMMARY = """
SELECT {point}, count(*) FILTER (WHERE state = 'held'),
    count(*) FILTER (WHERE state = 'valid'), sum(value) FILTER (WHERE state = 'valid'),
    sum(value * coalesce(weight, 1)) FILTER (WHERE state = 'valid')
        / nullif(sum(coalesce(weight, 1)) FILTER (WHERE state = 'valid'), 0),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY value) FILTER (WHERE state = 'valid'),
    count(*) FILTER (WHERE state = 'valid' AND value <= %s),
    min(value) FILTER (WHERE state = 'valid'), max(value) FILTER (WHERE state = 'valid')
FROM indicators_observation
WHERE indicator_id = %s AND at >= %s AND at < %s AND state IN ('valid', 'held')
"""
_WHOLE = _SUMMARY.format(point="max(point_id)")
_BY_POINT = _SUMMARY.format(point="point_id") + "GROUP BY point_id\n"
_CLASSES = """
SELECT greatest(least(trunc(value / %s), %s), 0)::int, count(*)
FROM indicators_observation
WHERE indicator_id = %s AND at >= %s AND at < %s AND state = 'valid'
GROUP BY 1
"""
Row = tuple[int | None, str, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """Events in figures: all, by service point, how many wait, and how values are spread.

    `classes` are counts of values from 0 in steps of `width`; the last one is open.
    """

    whole: Summary
    points: dict[int, Summary]
    held: int
    width: Decimal | None
    classes: tuple[int, ...]


def tally(
    indicator_id: int, starts: datetime, ends: datetime, promise: Decimal | None = None
) -> Tally:
    """Return the figures of an indicator's events from `starts` until before `ends`.

    Two queries on PostgreSQL, three where events name service points; one elsewhere.
    """
    if connection.vendor == "postgresql":
        return _counted_there(indicator_id, starts, ends, promise)
    rows = Observation.objects.filter(indicator=indicator_id, at__gte=starts, at__lt=ends)
    found = rows.filter(state__in=(State.VALID, State.HELD))
    return _counted_here(list(found.values_list("point_id", "state", "value", "weight")), promise)


def _counted_here(rows: Sequence[Row], promise: Decimal | None) -> Tally:
    by_point: dict[int | None, list[tuple[Decimal, Decimal | None]]] = {}
    for point, state, value, weight in rows:
        if state == State.VALID and value is not None:
            by_point.setdefault(point, []).append((value, weight))
    events = [event for some in by_point.values() for event in some]
    whole = summary(events, promise)
    width = _width(whole)
    counts = Counter(
        max(min(int(value / width), BINS - 1), 0) for value, _ in events if width is not None
    )
    return Tally(
        whole=whole,
        points={key: summary(some, promise) for key, some in by_point.items() if key is not None},
        held=sum(state == State.HELD for _, state, _, _ in rows),
        width=width,
        classes=_classes(counts.items(), width),
    )


def _counted_there(
    indicator_id: int, starts: datetime, ends: datetime, promise: Decimal | None
) -> Tally:
    where: list[Any] = [indicator_id, starts, ends]
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, [promise, *where])
        some_point, held, *figures = cursor.fetchone()
        whole = _summary(figures, promise)
        if some_point is not None:
            cursor.execute(_BY_POINT, [promise, *where])
        rows = cursor.fetchall() if some_point is not None else []
        width = _width(whole)
        if width is not None:
            cursor.execute(_CLASSES, [width, BINS - 1, *where])
        counts = cursor.fetchall() if width is not None else []
    points = {
        point: _summary(row, promise) for point, _held, *row in rows if point is not None and row[0]
    }
    return Tally(whole, points, held, width, _classes(counts, width))


def _summary(row: Sequence[Any], promise: Decimal | None) -> Summary:
    count, total, mean, parts, kept, low, high = row
    if not count:
        return summary([])
    median, p90 = (rounded(Decimal(str(part))) for part in parts)
    within = None if promise is None else share(kept, count)
    return Summary(count, total, rounded(mean), median, p90, within, low, high)


def _width(whole: Summary) -> Decimal | None:
    return None if whole.p90 is None else width_of(whole.p90)


def _classes(counts: Iterable[tuple[int, int]], width: Decimal | None) -> tuple[int, ...]:
    found = dict(counts)
    return tuple(found.get(at, 0) for at in range(BINS)) if width is not None else ()
