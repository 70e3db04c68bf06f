"""Writes very many rows: by COPY on PostgreSQL, by prepared batches on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from django.core.management.color import no_style
from django.db import connection, models

Row = tuple[Any, ...]
Field: TypeAlias = "models.Field[Any, Any]"
# Rows of one statement: while it runs, what makes them cannot ask the database.
_AT_ONCE = 50_000
_FACTORIES = (dict, list)


def next_key(model: type[models.Model]) -> int:
    """Return the key after the last one. One query."""
    last = model._base_manager.aggregate(last=models.Max("pk"))["last"]
    return int(last or 0) + 1


def write(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows of `columns` (attnames, the key among them) and return how many.

    Other columns get the fields' defaults. On PostgreSQL by the tables' owner, whom the agency's
    wall lets pass meanwhile. Raises TypeError where a default differs from row to row.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    given = [fields[name] for name in columns]
    rest = [field for name, field in fields.items() if name not in columns]
    known = tuple(_default(field) for field in rest)
    table, names = _quoted(model._meta.db_table), [_quoted(field.column) for field in given + rest]
    if connection.vendor == "postgresql":
        return _copy(model, table, names, (row + known for row in rows))
    return _insert(table, names, (row + known for row in _kept(given, rows)))


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


def _default(field: Field) -> Any:
    if field.has_default() and callable(field.default) and field.default not in _FACTORIES:
        raise TypeError(f"{field} differs from row to row")
    return field.get_db_prep_save(field.get_default(), connection)


def _copy(model: type[models.Model], table: str, names: list[str], rows: Iterator[Row]) -> int:
    statement, count = f"COPY {table} ({', '.join(names)}) FROM STDIN", 0
    with _bare(table), connection.connection.cursor() as plain:
        while part := list(islice(rows, _AT_ONCE)):
            with plain.copy(statement) as pipe:
                for row in part:
                    pipe.write_row(row)
            count += len(part)
    with connection.cursor() as cursor:
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)
    return count


# What follows from the rows, and the statements that make it: unique keys before what refers.
_FOLLOWS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
                  conrelid::regclass, conname, pg_get_constraintdef(oid)), contype <> 'u'
    FROM pg_constraint WHERE conrelid = %(table)s::regclass AND contype IN ('u', 'f')
    UNION ALL
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid), false
    FROM pg_index WHERE indrelid = %(table)s::regclass AND NOT indisprimary
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY 3, 2
"""


@contextmanager
def _bare(table: str) -> Iterator[None]:
    """The table without its indexes, its references and its wall, which come back at the end.

    To sort a column once and to join once takes a tenth of keeping both with each row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute(_FOLLOWS, {"table": table})
        follows = cursor.fetchall()
        for drop, _make, _last in reversed(follows):
            cursor.execute(drop)
        yield
        for _drop, make, _last in follows:
            cursor.execute(make)
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _insert(table: str, names: list[str], rows: Iterator[Row]) -> int:
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - our own tables
    return int(connection.connection.executemany(sql, rows).rowcount)


def _kept(given: Sequence[Field], rows: Iterable[Row]) -> Iterator[Row]:
    """Rows as Django keeps them in SQLite."""
    kinds = [(place, _KEPT.get(field.get_internal_type())) for place, field in enumerate(given)]
    turned = [(place, turn) for place, turn in kinds if turn]
    for row in rows:
        kept = list(row)
        for place, turn in turned:
            if kept[place] is not None:
                kept[place] = turn(kept[place])
        yield tuple(kept)


@lru_cache(maxsize=4096)
def _moment(value: datetime) -> str | None:
    return connection.ops.adapt_datetimefield_value(value)


_KEPT: dict[str, Callable[[Any], Any]] = {
    "DateField": date.isoformat,
    "DateTimeField": _moment,
    "DecimalField": str,
    "UUIDField": lambda value: value.hex,
}
