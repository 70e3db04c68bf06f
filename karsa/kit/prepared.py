"""Queries that Django puts into words once: of a page's time that is the larger part.

A function that builds a query out of what it is given becomes one that answers with its rows. The
first time it is given marks instead; where they come out among the statement's values, later calls
put theirs. PostgreSQL keeps the statement's plan as well (kit/statements.py).
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from itertools import count
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models
from django.db.models.sql.compiler import SQLCompiler

from karsa.kit import statements

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
R = TypeVar("R")
Given = Sequence[Any]
# Marks: numbers that the smallest column holds, days that nobody lives. Those of the second time.
_NUMBER, _DAY, _SECOND = 31_000, date(9000, 1, 1), 500
_HIGHEST = 2**63 - 1  # no key of ours, but an address may name it
_LONGEST = 512  # a longer list is rare, and would be one more statement


def prepared(build: "Callable[P, models.QuerySet[M, R]]") -> Callable[P, list[R]]:
    """Make of a function that builds a query one that returns its rows. One query.

    It may take rows (of which the key alone is used), whole numbers, days, words and lists of
    these, by their place, and uses them as they are. For each of None, yes or no, or a function
    that it takes it makes a statement of its own. Raises ValueError where it computes with them.
    """
    known: dict[Given, _Prepared] = {}

    @wraps(build)
    def ask(*args: P.args, **_none: P.kwargs) -> list[R]:
        given = [_filled(one) if isinstance(one, list) else one for one in args]
        if [] in given or any(isinstance(one, int) and one > _HIGHEST for one in given):
            return []
        if any(isinstance(one, list) and len(one) > _LONGEST for one in given):
            return list(build(*args, **_none))
        shape = (connection.vendor, *map(_shape, given))
        if shape not in known:
            known[shape] = _prepare(build, given)
        return known[shape].rows(given)

    return ask


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A query in words; `places` of its values are (where, which one given, made what)."""

    query: Any
    compiler: SQLCompiler
    converters: Any  # of the answer's columns; finding them takes longer than most answers
    sql: str
    values: Given
    places: Sequence[tuple[int, int, Callable[[Any], Any]]]

    def rows(self, given: Given) -> list[Any]:
        """Send the statement with what is given, and make of the answer what Django would."""
        values, known = list(self.values), list(_singly(given))
        for place, which, made in self.places:
            values[place] = made(known[which])
        answer = statements.rows(self.sql, values)
        compiler: Any = copy(self.compiler)
        compiler.connection = connection
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
    known, expected = (list(map(statements.kept, _singly(marks))) for marks in (first, second))
    places = []
    for place, (value, other) in enumerate(zip(values, compared, strict=True)):
        if value != other:
            which = known.index(value)  # ValueError: it was computed with
            if expected[which] != other:
                raise ValueError(f"{build.__name__} computes with what it is given")
            places.append((place, which, type(value) if isinstance(value, int) else _as_it_is))
    if sql != again or {which for _p, which, _m in places} != set(range(len(known))):
        raise ValueError(f"{build.__name__} words its query by what it is given")
    columns = [column for column, *_names in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return _Prepared(query, compiler, converters, sql, values, places)


def _worded(query: Any) -> tuple[SQLCompiler, str, Given]:
    compiler = query.query.get_compiler(connection=connection)
    return compiler, *compiler.as_sql()


def _as_it_is(value: Any) -> Any:
    return value


def _filled(values: list[Any]) -> list[Any]:
    """Repeat a list's last value, so that lists of all lengths make few statements."""
    size = 1 << max(0, len(values) - 1).bit_length()
    return values + values[-1:] * (size - len(values))


def _singly(given: Given) -> Iterator[Any]:
    """The values that reach the statement: rows by their keys, lists one by one."""
    for one in given:
        if isinstance(one, list):
            yield from _singly(one)
        elif isinstance(one, models.Model):
            yield one.pk
        elif not _is_fixed(one):
            yield one


def _shape(one: Any) -> Any:
    """What of a value makes another statement: of a list its length, of a fixed one itself."""
    if isinstance(one, list):
        return len(one), _shape(one[0])
    return one if _is_fixed(one) else type(one)


def _is_fixed(one: Any) -> bool:
    return one is None or isinstance(one, bool) or callable(one)


def _marks(given: Given, turn: int) -> list[Any]:
    numbers = count(turn)
    return [_marked(one, numbers) for one in given]


def _marked(one: Any, numbers: Iterator[int]) -> Any:
    """Something of the same kind that stands nowhere else."""
    if isinstance(one, list):
        return [_marked(each, numbers) for each in one]
    if _is_fixed(one):
        return one
    number = next(numbers)
    if isinstance(one, models.Model):
        return type(one)(pk=_NUMBER + number)
    marks = {int: _NUMBER + number, date: _DAY + timedelta(number), str: f"mark {number}"}
    return marks[type(one)]
