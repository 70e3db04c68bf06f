"""What saving and restoring a region's year costs: `python -m tests.bench.backup [--engine NAME]`.

On each database a region is seeded (`--employees`, an entry on nearly every working day) and given
as many photos of its own as `--files` says. `karsa backup` saves it; some photos come, and a second
one beside it may copy no other; `karsa restore` brings it into an empty installation, whose every
row is compared. Prints seconds and megabytes, or JSON; 1 if a promise is not kept.
"""

import argparse
import hashlib
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tests.browser.server import karsa
from tests.with_postgres import cluster

ENGINES = ("postgresql", "sqlite")
MOST_SECONDS = 300
KILOBYTES = 40
MORE = 1_000
Figures = dict[str, float]
Addresses = Mapping[str, str]


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.backup")
    parser.add_argument("--employees", type=int, default=15_000)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = {name: measure(name, asked.employees, asked.files) for name in asked.engine or ENGINES}
    lines = (
        f"{name:<12}{figure:<20}{value:>14,.1f}"
        for name, figures in found.items()
        for figure, value in figures.items()
    )
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 1 if any(map(broken, found.values())) else 0


def broken(found: Figures) -> list[str]:
    """Name the promises that `found` does not keep."""
    kept = {
        "backup": found["backup s"] <= MOST_SECONDS,
        "restore": found["restore s"] <= MOST_SECONDS,
        "copied again": found["copied again"] == MORE,
        "rows that differ": not found["tables that differ"],
    }
    return [name for name, is_kept in kept.items() if not is_kept]


def measure(engine: str, employees: int, files: int) -> Figures:
    """Return the figures by name; `engine` is one of ENGINES."""
    with tempfile.TemporaryDirectory(prefix="karsa-backup-") as folder:
        here, there, kept = (Path(folder) / name for name in ("here", "there", "kept"))
        with _database(engine) as given, _database(engine) as empty:
            found, first = _saved(here, kept, given, employees, files)
            found["restore s"], _said = _timed(there, "restore", first["folder"], **empty)
            other = [
                table
                for table in first["rows"]
                if _sum_of(here, table, given) != _sum_of(there, table, empty)
            ]
    found["tables that differ"] = len(other)
    sys.stderr.write("".join(f"{engine}: {table} differs\n" for table in other))
    return found | {"load average": os.getloadavg()[0]}


def _saved(
    here: Path, kept: Path, given: Addresses, employees: int, files: int
) -> tuple[Figures, dict[str, Any]]:
    """Seed a region and save it twice: the figures, and what the second backup told."""
    karsa(here, "migrate", "-v0", **given)
    seeded, _ = _timed(here, "seed", "--employees", str(employees), "--years", "1", **given)
    photograph(here / "files", range(files))
    first, _ = _timed(here, "backup", str(kept), "--json", **given)
    before = _count(kept / "pool")
    photograph(here / "files", range(files, files + MORE))
    second, said = _timed(here, "backup", str(kept), "--json", **given)
    told = json.loads(said)
    figures = {
        "people": employees,
        "rows": sum(told["rows"].values()),
        "files": told["files"],
        "seed s": seeded,
        "backup s": first,
        "second backup s": second,
        "copied again": _count(kept / "pool") - before,
        "database MB": sum(part["bytes"] for part in told["parts"]) / 1e6,
    }
    return figures, told


def _timed(data: Path, *arguments: str, **given: str) -> tuple[float, str]:
    """Run a `karsa` command: its seconds, and what it printed."""
    begun = time.perf_counter()
    said = karsa(data, *arguments, **given)
    return time.perf_counter() - begun, said


@contextmanager
def _database(engine: str) -> Iterator[Addresses]:
    """The environment of an empty database, as durable as a region's."""
    if engine == "sqlite":
        yield {}
        return
    with cluster("-c max_connections=60") as made:
        yield made.addresses


def photograph(root: Path, numbers: Iterable[int]) -> None:
    """Put a file for each number where the first agency's evidence lies; no two are alike."""
    for number in numbers:
        content = number.to_bytes(8) + os.urandom(KILOBYTES * 1024)
        name = hashlib.sha256(content).hexdigest()
        path = root / "1" / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _count(pool: Path) -> int:
    return sum(1 for path in pool.glob("*/??/*"))


def _sum_of(data: Path, table: str, given: Addresses) -> int:
    """A sum over all rows of a table that any other value changes, whatever their order."""
    if not given:
        with closing(sqlite3.connect(data / "karsa.sqlite3")) as base:
            return sum(map(hash, base.execute(f'SELECT * FROM "{table}"')))
    added = sql.SQL("SELECT sum(hashtextextended(t::text, 0)::numeric) FROM {} t")
    with psycopg.connect(given["DATABASE_BACKUP_URL"]) as base:
        [found] = base.execute(added.format(sql.Identifier(table))).fetchone() or [0]
    return int(found or 0)


if __name__ == "__main__":
    sys.exit(main())
