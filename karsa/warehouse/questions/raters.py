"""What raters' habits come to, by region and period: never one rater, never fewer than five."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.rules.disclosure import hides
from karsa.warehouse.questions.parts import (
    Question,
    Row,
    Tables,
    exact,
    kept_back,
    share,
    total,
    whole,
)

_KEYS = ("agency", "year", "period")
_SHARES = ("middle", "alike", "lifted", "lowered")
_STEP = Decimal("0.001")


def _ask(tables: Tables) -> Any:
    rows = tables["raters"]
    severity = exact(rows.severity)
    return rows.group_by(*_KEYS).agg(
        raters=rows.count(),
        notable=rows.notable.sum(),
        linked=rows.severity.count(),
        severity=total(severity),
        squares=total(severity * severity),
        **{name: rows[name].sum() for name in ("people", *_SHARES)},
    )


def _answer(rows: Iterable[Row]) -> list[Row]:
    return [kept_back(_told(row), "raters", "notable", "spread", *_SHARES) for row in rows]


def _told(row: Row) -> Row:
    people, notable = whole(row["people"]), whole(row["notable"])
    return {
        **{name: row[name] for name in _KEYS},
        "raters": row["raters"],
        "notable": None if hides(notable) else notable,
        "spread": None if hides(row["linked"]) else _spread(row),
        **{name: share(whole(row[name]), people) for name in _SHARES},
    }


def _spread(row: Row) -> Decimal | None:
    """The standard deviation of severities, in steps of the rating."""
    n, total = int(row["linked"]), whole(row["severity"])
    if n < 2:
        return None
    variance = Decimal(n * whole(row["squares"]) - total**2) / (n * (n - 1))
    return (variance.sqrt() / 1000).quantize(_STEP, ROUND_HALF_UP)


RATERS = Question(("raters",), _ask, _answer)
