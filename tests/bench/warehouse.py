"""What the warehouse costs: `python -m tests.bench.warehouse [--rows N] [--export N] [--json]`.

Two measures. Out of PostgreSQL: so many entries of one agency and month, published as Parquet,
rows a second of the whole `publish`. Out of the warehouse: so many entries of a nation, laid
straight into Parquet by DuckDB, and every question about entries answered by DuckDB in a process
of its own: seconds and peak memory. What is laid goes with the command.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from karsa.warehouse import manifest
from karsa.warehouse.month import Month
from karsa.warehouse.schema import HEAD, SCHEMA, TABLES
from tests.browser.server import karsa
from tests.with_postgres import server

# Promised of 100 million rows, and of an export.
MOST_SECONDS = 30
MOST_MEGABYTES = 4096
LEAST_ROWS_A_SECOND = 300_000
ASKED = ("reporting", "output")
AGENCIES, MONTHS = 20, 12
Figures = dict[str, float]
# People of a region of 20,000 report on its work days; one result in three serves an indicator.
_ROWS = """
SELECT '{agency}' AS agency, {month}::INTEGER AS month,
       (hash(i % 20000, {seed}) >> 1)::BIGINT AS person,
       (i % 20000) // 25 AS unit, (i % 20000) // 500 AS office,
       DATE '{first}' + (i // 20000 % 28)::INTEGER AS day,
       CASE WHEN hash(i) % 20 = 0 THEN 'sent' WHEN hash(i) % 33 = 0 THEN 'returned'
            ELSE 'accepted' END AS state,
       CASE WHEN hash(i, 2) % 10 < 8 THEN 100 * (1 + hash(i, 3) % 40) END AS quantity,
       ['orang', 'dokumen', 'kunjungan', 'berkas'][1 + i % 4] AS measure,
       CASE WHEN i % 3 = 0 THEN 'Indikator ' || (i % 20000 % 211) END AS indicator
FROM range({rows}) AS told(i)
"""


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.warehouse")
    parser.add_argument("--rows", type=int, default=100_000_000)
    parser.add_argument("--export", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = {**(exported(asked.export) if asked.export else {}), **reported(asked.rows)}
    found["load"] = os.getloadavg()[0]
    lines = (f"{name:<24}{value:>16,.1f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if _is_kept(found, asked.rows) else 1


def _is_kept(found: Figures, rows: int) -> bool:
    allowed = MOST_SECONDS * max(1, rows / 100_000_000)
    quick = found["report_seconds"] <= allowed and found["megabytes"] <= MOST_MEGABYTES
    return quick and found.get("export_rows_a_second", LEAST_ROWS_A_SECOND) >= LEAST_ROWS_A_SECOND


def exported(rows: int) -> Figures:
    """Return the rows a second of publishing a month, and the memory that takes."""
    with tempfile.TemporaryDirectory(prefix="karsa-export-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=folder)
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.warehouse_export", str(rows)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    found: Figures = json.loads(told.stdout)
    return found


def reported(rows: int) -> Figures:
    """Return the seconds and the memory of every question about entries, asked together."""
    with tempfile.TemporaryDirectory(prefix="karsa-nation-") as folder:
        root = Path(folder)
        size = lay(root, rows)
        start = time.perf_counter()
        command = [sys.executable, "-m", "karsa", "warehouse", "report", *ASKED, "--json"]
        subprocess.run([*command, "--from", folder], check=True, stdout=subprocess.DEVNULL)
        spent = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "rows": rows,
        "bytes_a_row": size / rows,
        "report_seconds": spent,
        "megabytes": usage.ru_maxrss / 1024,
    }


def lay(root: Path, rows: int) -> int:
    """Lay a nation's year of entries below `root`; return its bytes."""
    import duckdb

    each, size = rows // (AGENCIES * MONTHS), 0
    columns = ", ".join(
        f"CAST({name} AS {_sql(kind)}) AS {name}"
        for name, kind in {**HEAD, **TABLES["entries"]}.items()
    )
    for seed in range(AGENCIES):
        for number in range(1, MONTHS + 1):
            month, agency = Month(2026, number), f"kabupaten-{seed:02d}"
            facts = {"agency": agency, "month": month.code, "first": month.first}
            told = _ROWS.format(**facts, seed=seed, rows=each)
            folder = root / agency / str(month)
            folder.mkdir(parents=True)
            path = folder / "entries.parquet"
            duckdb.execute(
                f"COPY (SELECT {columns} FROM ({told})) TO '{path}' (FORMAT parquet, CODEC zstd)"
            )
            kept = manifest.Kept(path.name, each, path.stat().st_size, "")
            text = manifest.Manifest(agency, agency, str(month), {"entries": kept}, SCHEMA).text
            (folder / manifest.NAME).write_text(text, encoding="utf-8")
            size += kept.bytes
    return size


def _sql(kind: str) -> str:
    return {"int64": "BIGINT", "int32": "INTEGER", "string": "VARCHAR", "date32": "DATE"}[kind]


if __name__ == "__main__":
    sys.exit(main())
