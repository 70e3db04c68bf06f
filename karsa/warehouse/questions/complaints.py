"""How long citizens wait, by region, month and kind: answered in time, and the middle day."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from karsa.rules.complaints import share
from karsa.rules.disclosure import LEAST
from karsa.warehouse.questions.parts import Question, Row, Tables, kept_back, month, whole

_KEYS = ("agency", "month", "kind")


def _ask(tables: Tables) -> Any:
    """Counts for each number of days: the middle one follows from them, exactly."""
    rows = tables["complaints"]
    return rows.group_by(*_KEYS, "days").agg(
        received=rows.count(),
        due=rows.in_time.count(),
        kept=rows.in_time.sum(),
        reopened=rows.reopened.sum(),
    )


def _answer(rows: Iterable[Row]) -> list[Row]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in _KEYS)].append(row)
    return [_told(key, parts) for key, parts in found.items()]


def _told(key: tuple[Any, ...], parts: list[Row]) -> Row:
    received, due, kept = (sum(whole(one[name]) for one in parts) for name in _SUMMED)
    solved = {one["days"]: one["received"] for one in parts if one["days"] is not None}
    closed = sum(solved.values())
    agency, code, kind = key
    told = {
        "agency": agency,
        "month": month(code),
        "kind": kind,
        "received": received,
        "in_time": share(kept, due) if due >= LEAST else None,
        "median_days": _median(solved) if closed >= LEAST else None,
    }
    return kept_back(told, "received", "in_time", "median_days")


_SUMMED = ("received", "due", "kept")


def _median(counts: dict[int, int]) -> Decimal:
    n = sum(counts.values())
    return Decimal(_at(counts, (n - 1) // 2) + _at(counts, n // 2)) / 2


def _at(counts: dict[int, int], place: int) -> int:
    """What stands at a place, from 0, if all were laid in a row."""
    for days in sorted(counts):
        place -= counts[days]
        if place < 0:
            return days
    raise ValueError("the place lies beyond the row")


COMPLAINTS = Question(("complaints",), _ask, _answer)
