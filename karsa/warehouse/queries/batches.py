"""Rows in batches of columns, as fast as the database gives them, in constant memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Cast, Round

from karsa.warehouse.schema import Columns, Kind, arrow

_ROWS = 100_000


def of_query(rows: QuerySet[Any, Any], columns: Columns) -> Iterator[Any]:
    """Yield the rows of a `values_list` as Arrow tables of up to 100,000. One query.

    PostgreSQL copies them out as text that Arrow reads in its own threads: twice the rows a
    second of a cursor that makes each of them a tuple first.
    """
    sql, params = rows.query.sql_with_params()
    read = _copied if connection.vendor == "postgresql" else _fetched
    yield from read(sql, params, columns)


def of_rows(rows: Iterable[Sequence[Any]], columns: Columns) -> Iterator[Any]:
    """Yield tuples as Arrow tables of up to 100,000. No query of its own."""
    import pyarrow as pa

    schema, told = arrow(columns), iter(rows)
    while batch := list(islice(told, _ROWS)):
        values = zip(*batch, strict=True)
        arrays = [_array(one, field.type) for one, field in zip(values, schema, strict=True)]
        yield pa.table(arrays, schema=schema)


def scaled(field: str, places: int) -> Cast:
    """Return a decimal column as a whole number of 10^-places."""
    return Cast(Round(F(field) * 10**places), BigIntegerField())


def lookup(known: Mapping[int, Any], kind: Kind) -> Callable[[Any], Any]:
    """Return what tells an Arrow column of numbers as `known` has them, null where it does not.

    Laid out once, for all batches of a table. No query.
    """
    import pyarrow as pa
    from pyarrow import compute

    [field] = arrow({"told": kind})
    keys, values = pa.array(known, pa.int64()), pa.array(known.values(), field.type)
    return lambda column: values.take(compute.index_in(column.combine_chunks(), keys))


def _copied(sql: str, params: Sequence[Any], columns: Columns) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import csv

    schema = arrow(columns)
    options = {
        "read_options": csv.ReadOptions(column_names=schema.names),
        "convert_options": csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    }
    copy = f"COPY ({sql}) TO STDOUT (FORMAT csv)"
    with connection.cursor() as cursor, cursor.copy(copy, params) as told:
        lines = iter(told)  # each a whole row
        while text := _text(lines):
            yield csv.read_csv(pa.BufferReader(text), **options)


def _text(lines: Iterator[memoryview]) -> memoryview:
    """The next 100,000 lines. Each is let go once written: kept until joined, they were as many
    objects for the garbage collector to go through, which took four times the reading."""
    text = BytesIO()
    text.writelines(islice(lines, _ROWS))
    return text.getbuffer()


def _fetched(sql: str, params: Sequence[Any], columns: Columns) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        yield from of_rows(cursor, columns)


def _array(values: Sequence[Any], kind: Any) -> Any:
    """SQLite tells yes or no as numbers."""
    import pyarrow as pa

    if pa.types.is_boolean(kind):
        return pa.array([None if one is None else bool(one) for one in values], kind)
    return pa.array(values, kind)
