"""A month of an agency as Parquet files: the same data are the same bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from karsa.accounts.actor import Actor
from karsa.audit import services as audit
from karsa.kit.digests import of_file
from karsa.warehouse.manifest import NAME, Kept, Manifest
from karsa.warehouse.month import Month
from karsa.warehouse.queries import figures, ratings, voices, work
from karsa.warehouse.schema import HEAD, SCHEMA, TABLES, arrow

# A table's columns by name, or an Arrow table, of some rows at a time.
_Batches = Iterable[Any]
_HIDDEN = 0o700


def publish(*, actor: Actor, month: Month, root: Path) -> tuple[Manifest, bool]:
    """Write the agency's month below `root`; return its manifest and whether anything is new.

    Files are named by their content and the manifest is replaced last, in one step: who reads it
    finds all of the old or all of the new. A few queries a table, whatever its size.
    """
    folder = root / actor.agency.code / str(month)
    folder.mkdir(mode=_HIDDEN, parents=True, exist_ok=True)
    tables = {
        name: _write(folder, name, actor, month, rows) for name, rows in _sources(actor, month)
    }
    told = Manifest(actor.agency.code, actor.agency.name, str(month), tables)
    is_new = _replace(folder / NAME, told.text)
    _clear(folder, {NAME, *(one.file for one in tables.values())})
    if is_new:
        audit.record(actor, "warehouse.published", actor.agency, note=str(month))
    return told, is_new


def _sources(actor: Actor, month: Month) -> Iterator[tuple[str, _Batches]]:
    home = actor.agency
    plain: Mapping[str, Callable[..., _Batches]] = {
        "entries": work.entries,
        "evaluations": ratings.evaluations,
        "raters": ratings.raters,
        "figures": figures.figures,
        "responses": voices.responses,
        "complaints": voices.complaints,
        "trainings": work.trainings,
    }
    yield from ((name, read(home, month)) for name, read in plain.items())
    yield "panel", figures.panel(home, month, actor.now)


def _write(folder: Path, name: str, actor: Actor, month: Month, batches: _Batches) -> Kept:
    from pyarrow import parquet

    schema = arrow({**HEAD, **TABLES[name]}).with_metadata({"karsa": f"{name}/{SCHEMA}"})
    part, rows = folder / f".{name}.part", 0
    with parquet.ParquetWriter(part, schema, compression="zstd") as file:
        for batch in batches:
            table = _headed(batch, schema, actor.agency.code, month)
            file.write_table(table)
            rows += table.num_rows
    sha256 = of_file(part)
    path = folder / f"{name}-{sha256[:16]}.parquet"
    part.replace(path)
    return Kept(path.name, rows, path.stat().st_size, sha256)


def _headed(batch: Any, schema: Any, agency: str, month: Month) -> Any:
    """The batch in the schema's order, with the agency and month of every row."""
    import pyarrow as pa

    rows = len(batch[schema.names[-1]])
    codes = pa.repeat(pa.scalar(0, pa.int32()), rows)
    head = {
        "agency": pa.DictionaryArray.from_arrays(codes, pa.array([agency])),
        "month": pa.repeat(pa.scalar(month.code, pa.int32()), rows),
    }
    columns = [head[name] if name in head else batch[name] for name in schema.names]
    return pa.table(columns, schema=schema)


def _replace(path: Path, text: str) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    return True


def _clear(folder: Path, kept: set[str]) -> None:
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()
