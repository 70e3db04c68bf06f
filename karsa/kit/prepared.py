"""Queries that Django puts into words once: of a page's time that is the larger part.

A function that builds a query out of what it is given becomes one that answers with its rows. The
first time it is given marks instead; where they come out among the statement's values, later calls
put theirs. PostgreSQL keeps the statement's plan as well (kit/statements.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models.sql.compiler import SQLCompiler

from karsa.kit import statements
from karsa.kit.reading import asked

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
R = TypeVar("R")
Given = Sequence[Any]
Places = Sequence[tuple[int, int, Callable[[Any], Any]]]
# Marks: numbers that the smallest column holds, days that nobody lives. Those of the second time.
_NUMBER, _DAY, _SECOND = 31_000, date(9000, 1, 1), 500
HIGHEST_KEY = 2**63 - 1  # no key of ours, but an address may name it
_LISTED = "IN ("


def prepared(build: "Callable[P, models.QuerySet[M, R]]") -> Callable[P, list[R]]:
    """Make of a function that builds a query one that returns its rows. One query.

    It may take rows (of which the key alone is used), whole numbers, days, moments, words, UUIDs
    and lists of these, by their place, and uses them as they are. For each of None, yes or no, or
    a function that it takes it makes a statement of its own. Raises ValueError where it computes
    with them.
    """
    known: dict[Given, _Prepared] = {}

    @wraps(build)
    def ask(*args: P.args, **_none: P.kwargs) -> list[R]:
        if [] in args or any(isinstance(one, int) and one > HIGHEST_KEY for one in args):
            return []
        shape = (connection.vendor, *map(_shape, args))
        if shape not in known:
            known[shape] = _prepare(build, args)
        return known[shape].rows(args)

    return ask


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query in words; `places` of its values are (where, which one given, made what)."""

    query: Any
    compiler: SQLCompiler
    converters: Any  # of the answer's columns; finding them takes longer than most answers
    sql: str
    values: Given
    places: Places

    def rows(self, given: Given) -> list[Any]:
        """Send the statement with what is given, and make of the answer what Django would."""
        values = list(self.values)
        for place, which, made in self.places:
            value = _key(given[which])
            values[place] = value if isinstance(value, list) else made(value)
        answer = statements.rows(self.sql, values)
        if not answer:
            return []
        compiler: Any = copy(self.compiler)
        compiler.connection = asked()
        compiler.execute_sql = lambda *_how, **_named: [answer]
        compiler.get_converters = lambda _columns: self.converters
        query = self.query.all()
        query.query.get_compiler = lambda *_how, **_named: compiler
        return list(query)


def _prepare(build: Callable[..., Any], given: Given) -> _Prepared:
    """Put a query into words twice: what differs is what was given, and must be nothing else."""
    first, second = (_marks(given, turn) for turn in (0, _SECOND))
    query = build(*first)
    compiler, sql, values = _worded(query)
    _other, again, compared = _worded(build(*second))
    known, expected = (list(_kept_marks(marks)) for marks in (first, second))
    found = {}
    for place, (value, other) in enumerate(zip(values, compared, strict=True)):
        if value != other:
            mark = [kept for kept, _which, _part in known].index(value)  # ValueError: computed
            if expected[mark][0] != other:
                raise ValueError(f"{build.__name__} computes with what it is given")
            found[place] = known[mark][1:]
    if sql != again or {which for which, _part in found.values()} != {one[1] for one in known}:
        raise ValueError(f"{build.__name__} words its query by what it is given")
    columns = [column for column, *_names in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return _Prepared(query, compiler, converters, *_as_lists(sql, values, found))


def _as_lists(
    sql: str, values: Given, found: Mapping[int, tuple[int, int | None]]
) -> tuple[str, Given, Places]:
    """Let one value hold a whole list: `IN (%s, %s)` of a list's two marks is `= ANY(%s)`."""
    said, *words = sql.split("%s")
    shown: list[Any] = []
    places: list[tuple[int, int, Callable[[Any], Any]]] = []
    for place, (value, after) in enumerate(zip(values, words, strict=True)):
        which, part = found.get(place, (None, None))
        if part == 1:
            said += after
            continue
        if which is not None:
            made = type(value) if isinstance(value, int) else _as_it_is
            places.append((len(shown), which, made))
        if part == 0:
            if not said.endswith(_LISTED) or after != ", ":
                raise ValueError("its query does not ask whether something is IN a list")
            said, after = said.removesuffix(_LISTED) + "= ANY(", ""
        said += f"%s{after}"
        shown.append(value)
    return said, shown, places


def _worded(query: Any) -> tuple[SQLCompiler, str, Given]:
    compiler = query.query.get_compiler(connection=connection)
    return compiler, *compiler.as_sql()


def _as_it_is(value: Any) -> Any:
    return value


def _key(one: Any) -> Any:
    """A value as it reaches the statement: rows by their keys."""
    if isinstance(one, list):
        return one if isinstance(one[0], int) else [_key(each) for each in one]
    return one.pk if isinstance(one, models.Model) else one


def _shape(one: Any) -> Any:
    """What of a value makes another statement: of a fixed one itself."""
    if isinstance(one, list):
        return list, _shape(one[0])
    return one if _is_fixed(one) else type(one)


def _is_fixed(one: Any) -> bool:
    return one is None or isinstance(one, bool) or callable(one)


def _marks(given: Given, turn: int) -> list[Any]:
    numbers = count(turn)
    return [_marked(one, numbers) for one in given]


def _kept_marks(marks: Given) -> Iterator[tuple[Any, int, int | None]]:
    """The marks as they reach the database, with which was given, and which part of a list."""
    for which, mark in enumerate(marks):
        if isinstance(mark, list):
            yield from ((statements.kept(_key(one)), which, n) for n, one in enumerate(mark))
        elif not _is_fixed(mark):
            yield statements.kept(_key(mark)), which, None


def _marked(one: Any, numbers: Iterator[int]) -> Any:
    """Something of the same kind that stands nowhere else; of a list two of them."""
    if isinstance(one, list):
        return [_marked(one[0], numbers) for _twice in range(2)]
    if _is_fixed(one):
        return one
    number = next(numbers)
    if isinstance(one, models.Model):
        return type(one)(pk=_NUMBER + number)
    day = _DAY + timedelta(number)
    marks = {
        int: _NUMBER + number,
        date: day,
        datetime: datetime.combine(day, time(), UTC),
        str: f"mark {number}",
        UUID: UUID(int=number + 1),
    }
    return marks[type(one)]
