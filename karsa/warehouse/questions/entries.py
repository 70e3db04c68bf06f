"""What daily entries say: who reports and how it is reviewed, and what they did for indicators."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from karsa.warehouse.questions.parts import (
    Question,
    Row,
    Tables,
    exact,
    kept_back,
    month,
    ratio,
    share,
    total,
    whole,
)

_STATES = ("sent", "returned", "accepted")
_OUTPUT = ("agency", "month", "indicator", "measure")
_HUNDRED = 100


def _ask_reporting(tables: Tables) -> Any:
    """Each person's entries first, then the people: cheaper than telling them apart in a sum."""
    rows = tables["entries"]
    people = rows.group_by("agency", "month", "person").agg(
        entries=rows.count(), **{state: (rows.state == state).sum() for state in _STATES}
    )
    return people.group_by("agency", "month").agg(
        people=people.count(),
        **{name: people[name].sum() for name in ("entries", *_STATES)},
    )


def _answer_reporting(rows: Iterable[Row]) -> list[Row]:
    return [kept_back(_reporting(row), "people", "entries", "each", *_STATES) for row in rows]


def _reporting(row: Row) -> Row:
    return {
        "agency": row["agency"],
        "month": month(row["month"]),
        "people": row["people"],
        "entries": row["entries"],
        "each": ratio(row["entries"], row["people"]),
        **{state: share(whole(row[state]), row["entries"]) for state in _STATES},
    }


def _ask_output(tables: Tables) -> Any:
    rows = tables["entries"]
    done = rows.filter(rows.state == "accepted", rows.indicator.notnull(), rows.quantity.notnull())
    return done.group_by(*_OUTPUT).agg(
        people=done.person.nunique(), entries=done.count(), quantity=total(exact(done.quantity))
    )


def _answer_output(rows: Iterable[Row]) -> list[Row]:
    return [kept_back(_output(row), "people", "entries", "quantity") for row in rows]


def _output(row: Row) -> Row:
    quantity = Decimal(whole(row["quantity"])) / _HUNDRED
    return row | {"month": month(row["month"]), "quantity": quantity}


REPORTING = Question(("entries",), _ask_reporting, _answer_reporting)
OUTPUT = Question(("entries",), _ask_output, _answer_output)
