"""How grades are distributed, by region and period; so few that one could be told are left out."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from karsa.rules.disclosure import keep_back, public_count
from karsa.rules.grade import Grade
from karsa.warehouse.questions.parts import Question, Row, Tables, share

_KEYS = ("agency", "year", "period")


def _ask(tables: Tables) -> Any:
    rows = tables["evaluations"]
    return rows.group_by(*_KEYS, "grade").agg(people=rows.count())


def _answer(rows: Iterable[Row]) -> list[Row]:
    found: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[tuple(row[name] for name in _KEYS)][row["grade"]] = row["people"]
    return [line for key, counts in found.items() for line in _lines(key, counts)]


def _lines(key: tuple[Any, ...], counts: dict[str, int]) -> list[Row]:
    people = [counts.get(grade, 0) for grade in Grade]
    total, hidden = sum(people), keep_back(people)
    return [
        {
            **dict(zip(_KEYS, key, strict=True)),
            "grade": str(grade),
            "people": None if is_hidden else count,
            "share": None if is_hidden else share(count, total),
            "of": public_count(total),
        }
        for grade, count, is_hidden in zip(Grade, people, hidden, strict=True)
    ]


GRADES = Question(("evaluations",), _ask, _answer)
