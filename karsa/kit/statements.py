"""Statements that nearly every request sends, written out and planned once a connection.

Putting a small query together takes Django a millisecond or two, and planning one with several
tables takes PostgreSQL as long again: many times what running it takes. So the few that all
requests share are written in SQL, in PostgreSQL's words; SQLite's stand beside them here.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery
from django.db.models.sql.compiler import SQLInsertCompiler
from psycopg import RawCursor

from karsa.kit.reading import asked, reading_from

Row = tuple[Any, ...]
Values = Mapping[str, Any] | Sequence[Any]
M = TypeVar("M", bound=models.Model)


def rows(sql: str, values: Values) -> list[Row]:
    """Send a statement and return its rows. One query.

    `= ANY(%s)` takes a list. SQLite gives dates and numbers as it keeps them: ask for
    `instance` where they matter.
    """
    used = asked()
    if used.vendor != "postgresql":
        return _answer(used.cursor(), _as_sqlite(sql), _as_kept(values))
    # Somebody reads them: Django's own writes values into the text.
    if used.queries_logged or used.execute_wrappers:
        return _answer(used.cursor(), sql, values)
    used.ensure_connection()
    used.validate_no_broken_transaction()
    with used.wrap_database_errors:
        cursor: RawCursor[Row] = cast(Any, RawCursor)(used.connection)
        return cursor.execute(*cast(Any, _own(sql, values))).fetchall()


def write(sql: str, values: Values) -> list[Row]:
    """The same of a statement that writes, locks or tells: to the primary, whatever is read."""
    with reading_from(DEFAULT_DB_ALIAS):
        return rows(sql, values)


def instance(model: type[M], known: Mapping[str, object]) -> M:
    """Return a row as an instance of which these columns are known; others are read if asked."""
    names, fields = _named(model, tuple(known))
    values = [field.to_python(known[field.attname]) for field in fields]
    return model.from_db(asked().alias, names, values)


@lru_cache
def _named(model: type[models.Model], known: Sequence[str]) -> tuple[list[str], list[Any]]:
    """Those of a model's columns, in the order in which Django takes them."""
    fields = [field for field in model._meta.concrete_fields if field.attname in known]
    return [field.attname for field in fields], fields


def insert(made: Sequence[models.Model]) -> None:
    """Store new rows of one model, few enough for one statement, with their keys. One query."""
    if made:
        _insert(made)


def insert_unless_known(row: models.Model) -> bool:
    """Store a new row if none stands in its way by a unique key; tell whether it did. One query."""
    return _insert([row], OnConflict.IGNORE)


def _insert(made: Sequence[models.Model], conflict: OnConflict | None = None) -> bool:
    sql, fields = _insertion(type(made[0]), len(made), conflict)
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection)
        for row in made
        for field in fields
    ]
    keys = write(sql, values)
    for row, (key,) in zip(made, keys, strict=conflict is None):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    return bool(keys)


@lru_cache
def _insertion(
    model: type[models.Model], count: int, conflict: OnConflict | None
) -> tuple[str, list[Any]]:
    """The statement as Django words it for either database, put together once."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    query = InsertQuery(model, on_conflict=conflict)
    query.insert_values(fields, [model()] * count, raw=True)
    compiler = SQLInsertCompiler(query, connection, None)
    compiler.returning_fields = model._meta.db_returning_fields
    [(sql, _values)] = compiler.as_sql()
    return sql, fields


def _answer(cursor: CursorWrapper, sql: str, values: Values) -> list[Row]:
    with cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


_VALUE = re.compile(r"%(?:%|s|\((\w+)\)s)")


def _own(sql: str, values: Values) -> tuple[str, Sequence[Any]]:
    """A statement in PostgreSQL's own form, which lets it keep a plan and nobody read it again."""
    numbered, names = _numbered(sql)
    given = [values[name] for name in names] if isinstance(values, Mapping) else values
    return numbered, [_array(one) if isinstance(one, list) else one for one in given]


def _array(given: list[Any]) -> Any:
    """Keys as PostgreSQL reads a list of them: psycopg looks at each one's kind, twice."""
    if not given or type(given[0]) is not int:
        return given
    return f"{{{','.join(map(str, given))}}}"


@lru_cache(maxsize=1024)
def _numbered(sql: str) -> tuple[str, Sequence[str]]:
    """The statement with $1, $2, … for its values, and their names, empty where they have none."""
    names: list[str] = []

    def number(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        name = found[1] or ""
        if not name or name not in names:
            names.append(name)
        return f"${names.index(name) + 1 if name else len(names)}"

    return _VALUE.sub(number, sql), names


_LOCK = re.compile("FOR (?:UPDATE|SHARE)")
_ANY = re.compile(r"= ANY\((%s|%\(\w+\)s)\)")


@lru_cache
def _as_sqlite(sql: str) -> str:
    sql = _ANY.sub(r"IN (SELECT value FROM json_each(\1))", sql)
    sql = sql.replace("json_object_agg(", "json_group_object(")
    sql = sql.replace("string_agg(", "group_concat(")
    return _LOCK.split(sql)[0]


def _as_kept(values: Values) -> Values:
    if isinstance(values, Mapping):
        return {name: kept(value) for name, value in values.items()}
    return [kept(value) for value in values]


def kept(value: Any) -> Any:
    """A value as the database at hand keeps it."""
    match value:
        case list():
            return json.dumps([kept(one) for one in value])
        case UUID() if not connection.features.has_native_uuid_field:
            return value.hex
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
    return value
