"""Writes very many rows: by COPY on PostgreSQL, by prepared batches on SQLite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from django.core.management.color import no_style
from django.db import connection, models

Row = tuple[Any, ...]
Field: TypeAlias = "models.Field[Any, Any]"
# Rows of one statement: what refers to other rows is checked at its end, from memory.
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
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        while part := list(islice(rows, _AT_ONCE)):
            with connection.connection.cursor() as plain, plain.copy(statement) as pipe:
                for row in part:
                    pipe.write_row(row)
            count += len(part)
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)
    return count


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
