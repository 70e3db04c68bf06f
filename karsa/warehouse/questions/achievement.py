"""How far each indicator has come, by region and month."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.rules.achievement import Polarity, achievement
from karsa.rules.consolidation import Consolidation
from karsa.warehouse.questions.parts import Question, Row, Tables, exact, month, total, whole

_SCALE = Decimal(10**4)
_STEP = Decimal("0.0001")
_KEYS = ("agency", "month", "indicator", "measure", "polarity", "over_places", "aim")


def _ask(tables: Tables) -> Any:
    """Sums over the units that measured it, each weighing what its denominator says."""
    rows = tables["figures"]
    weight = exact(rows.weight)
    return rows.group_by(*_KEYS).agg(
        units=rows.count(),
        total=total(exact(rows.value)),
        weight=total(weight),
        **{name: total(exact(rows[name]) * weight) for name in ("value", "target", "low", "high")},
    )


def _answer(rows: Iterable[Row]) -> list[Row]:
    return [_told(row) for row in rows]


def _told(row: Row) -> Row:
    weight = whole(row["weight"])
    means: dict[str, Decimal | None] = {
        name: None if row[name] is None or not weight else row[name] / weight / _SCALE
        for name in ("value", "target", "low", "high")
    }
    actual = means["value"]
    found = achievement(
        Polarity(row["polarity"]),
        actual=actual,
        target=means["target"],
        low=means["low"],
        high=means["high"],
    )
    value = row["total"] / _SCALE if row["over_places"] == Consolidation.SUM else actual
    return {
        **{name: row[name] for name in ("agency", "indicator", "measure", "polarity")},
        "month": month(row["month"]),
        "units": row["units"],
        "value": None if value is None else value.quantize(_STEP, ROUND_HALF_UP),
        "achievement": found.value,
    }


ACHIEVEMENT = Question(("figures",), _ask, _answer)
