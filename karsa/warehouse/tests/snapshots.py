"""Snapshots of invented rows, laid as an agency would publish them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyarrow import Table, parquet

from karsa.kit.digests import of_file
from karsa.warehouse import manifest
from karsa.warehouse.month import Month
from karsa.warehouse.schema import HEAD, TABLES, arrow


def lay(
    root: Path,
    table: str,
    rows: Iterable[dict[str, Any]],
    *,
    agency: str = "contoh",
    month: str = "2026-03",
) -> None:
    folder = root / agency / month
    folder.mkdir(parents=True, exist_ok=True)
    schema = arrow({**HEAD, **TABLES[table]})
    head = {"agency": agency, "month": Month.named(month).code}
    found = Table.from_pylist([head | row for row in rows], schema)
    path = folder / f"{table}.parquet"
    parquet.write_table(found, path)
    stated = folder / manifest.NAME
    told = manifest.read(folder) if stated.exists() else manifest.Manifest(agency, "", month, {})
    kept = manifest.Kept(path.name, len(found), path.stat().st_size, of_file(path))
    stated.write_text(replace(told, tables={**told.tables, table: kept}).text, encoding="utf-8")
