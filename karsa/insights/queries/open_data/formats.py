"""The files of a data set: the same rows give the same bytes, on every machine.

Parquet also names the version of pyarrow that wrote it, which is why files are kept, not remade.
"""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any

from karsa.insights.queries.open_data.rows import Cell, Row
from karsa.insights.queries.open_data.sets import Dataset, Kind
from karsa.kit.spreadsheets import csv_lines
from karsa.kit.spreadsheets.writing import Value, exact

MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
# Figures are stored with four decimals; wide enough for money in rupiah.
_DIGITS, _PLACES = 18, 4


def files_of(dataset: Dataset, rows: Sequence[Row]) -> dict[str, bytes]:
    """Return a data set's files by their public names. No query."""
    made = {"csv": as_csv, "json": as_json, "parquet": as_parquet}
    return {f"{dataset.code}.{kind}": write(dataset, rows) for kind, write in made.items()}


def as_csv(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """Return rows as CSV for machines: UTF-8, commas, points as decimal signs. No query."""
    header = [column.name for column in dataset.columns]
    lines = csv_lines(header, ([_plain(cell) for cell in row] for row in rows), for_excel=False)
    return "".join(lines).encode()


def as_json(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """Return rows as a list of objects, one on a line. No query."""
    names = [column.name for column in dataset.columns]
    lines = (
        json.dumps(dict(zip(names, map(_said, row), strict=True)), ensure_ascii=False)
        for row in rows
    )
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def as_parquet(dataset: Dataset, rows: Sequence[Row]) -> bytes:
    """Return rows as Parquet with typed columns. No query."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds: dict[Kind, Any] = {
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.decimal128(_DIGITS, _PLACES),
        Kind.TEXT: pa.string(),
        Kind.DAY: pa.date32(),
    }
    schema = pa.schema([(one.name, kinds[one.kind]) for one in dataset.columns])
    columns = [
        pa.array([row[place] for row in rows], kinds[one.kind])
        for place, one in enumerate(dataset.columns)
    ]
    kept = BytesIO()
    parquet.write_table(pa.Table.from_arrays(columns, schema=schema), kept, compression="zstd")
    return kept.getvalue()


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of a file in hex. No query."""
    return sha256(content).hexdigest()


def sums(fingerprints: dict[str, str]) -> str:
    """Return the list that `sha256sum -c` reads, by name. No query."""
    return "".join(f"{fingerprints[name]}  {name}\n" for name in sorted(fingerprints))


def as_text(row: Row) -> tuple[str, ...]:
    """Return a row as its CSV writes it, to look at. No query."""
    return tuple("" if cell is None else str(_plain(cell)) for cell in row)


def _plain(cell: Cell) -> Value:
    if isinstance(cell, Decimal):
        return exact(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _said(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell) if cell % 1 else int(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
