"""What learning did to an indicator, in all regions together: units whose people completed a course
against those where nobody has, the change since the month before (docs/decisions/0032).

The point of Callaway and Sant'Anna's group-time effects; their intervals need each unit, and are
`karsa stats effect`'s to tell.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.warehouse.questions.parts import Question, Row, Tables, exact, total, whole

_KIND = ("indicator", "measure", "polarity")
_UNIT = ("agency", "unit", *_KIND)
_SCALE = Decimal(10**4)
_STEP = Decimal("0.0001")


def _ask(tables: Tables) -> Any:
    """Changes since the last month before a start: of who started then, and of who never did.

    When a unit started is what the newest snapshot knows, also of its earlier months.
    """
    told = tables["panel"]
    starts = told.group_by(*_UNIT).agg(start=told.first.min()).view()
    rows = told.select(*_UNIT, "moment", y=exact(told.y)).join(starts, _UNIT)
    treated, never = rows.filter(rows.start.notnull()), rows.filter(rows.start.isnull())
    groups = treated.select(*_KIND, "start").distinct()
    others = never.drop("start").join(groups, _KIND)
    names = (*_UNIT, "start", "moment", "y")
    both = treated.select(*names, is_treated=True).union(others.select(*names, is_treated=False))
    after = both.filter(both.moment >= both.start)
    before = rows.select(*_UNIT, at=rows.moment, was=rows.y).view()
    pairs = after.join(before, [*_UNIT, before.at == after.start - 1])
    return pairs.group_by(*_KIND, "start", "moment", "is_treated").agg(
        units=pairs.count(), change=total(pairs.y - pairs.was)
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """One group of units so many months after its start."""

    units: int
    effect: Decimal


def _answer(rows: Iterable[Row]) -> list[Row]:
    sides: dict[tuple[Any, ...], dict[bool, Row]] = defaultdict(dict)
    for row in rows:
        key = (*(row[name] for name in _KIND), row["moment"] - row["start"], row["start"])
        sides[key][row["is_treated"]] = row
    found: dict[tuple[str, ...], dict[int, list[_Cell]]] = defaultdict(lambda: defaultdict(list))
    for (*kind, since, _start), both in sorted(sides.items()):
        if len(both) == 2:
            found[tuple(kind)][since].append(_cell(both[True], both[False]))
    return [line for kind, months in found.items() for line in _lines(kind, months)]


def _cell(treated: Row, others: Row) -> _Cell:
    gain, drift = (Decimal(whole(one["change"])) / one["units"] for one in (treated, others))
    return _Cell(treated["units"], (gain - drift) / _SCALE)


def _lines(kind: tuple[str, ...], months: dict[int, list[_Cell]]) -> Iterator[Row]:
    """Each month since the start, and last their mean."""
    told = [
        (since, sum(cell.units for cell in cells), _joined(cells))
        for since, cells in months.items()
    ]
    mean = sum((effect for _since, _units, effect in told), Decimal(0)) / len(told)
    most = max(units for _since, units, _effect in told)
    for since, units, effect in [*told, ("mean", most, mean)]:
        yield {
            **dict(zip(_KIND, kind, strict=True)),
            "since": since,
            "units": units,
            "effect": effect.quantize(_STEP, ROUND_HALF_UP),
        }


def _joined(cells: list[_Cell]) -> Decimal:
    """Groups weigh by how many units they have."""
    units = sum(cell.units for cell in cells)
    return sum((cell.units * cell.effect for cell in cells), Decimal(0)) / units


TRAININGS = Question(("panel",), _ask, _answer)
