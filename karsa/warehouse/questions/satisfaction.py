"""How content citizens are (IKM of the nine elements), by region and month."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from karsa.rules import skm
from karsa.warehouse.questions.parts import Question, Row, Tables, kept_back, month

_ELEMENTS = tuple(f"u{number}" for number in range(1, len(skm.Element) + 1))


def _ask(tables: Tables) -> Any:
    rows = tables["responses"]
    return rows.group_by("agency", "month").agg(
        answers=rows.count(),
        **{f"sum_{one}": rows[one].sum() for one in _ELEMENTS},
        **{f"n_{one}": rows[one].count() for one in _ELEMENTS},
    )


def _answer(rows: Iterable[Row]) -> list[Row]:
    return [kept_back(_told(row), "answers", "index", "letter") for row in rows]


def _told(row: Row) -> Row:
    index = skm.index([_mean(row, one) for one in _ELEMENTS])
    return {
        "agency": row["agency"],
        "month": month(row["month"]),
        "answers": row["answers"],
        "index": index,
        "letter": None if index is None else str(skm.letter(index)),
    }


def _mean(row: Row, element: str) -> Decimal | None:
    n = row[f"n_{element}"]
    return Decimal(row[f"sum_{element}"]) / n if n else None


SATISFACTION = Question(("responses",), _ask, _answer)
