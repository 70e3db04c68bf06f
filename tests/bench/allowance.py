"""What a month's allowance costs: `python -m tests.bench.allowance [--people N] [--entries N]`.

On a PostgreSQL of its own it fills in an agency with plans, entries, closed evaluations, attendance
and cuts, works a month out for everybody and explains every line step by step, twice. Prints the
seconds, the fingerprints of both, which must be the same, and the load average.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.browser.server import karsa
from tests.with_postgres import server

MOST_SECONDS = 20


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.allowance")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.people, asked.entries)
    lines = (f"{name:<20}{value}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if not broken(found) else 1


def broken(found: dict[str, Any]) -> list[str]:
    """Name the promises that `found` does not keep."""
    kept = {
        "seconds": found["seconds"] <= MOST_SECONDS,
        "lines": found["lines"] == found["people"],
        "same_bytes": found["same_bytes"],
    }
    return [name for name, is_kept in kept.items() if not is_kept]


def measure(people: int, entries: int) -> dict[str, Any]:
    """Return the figures by name."""
    with tempfile.TemporaryDirectory(prefix="karsa-tpp-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=folder)
        from tests.bench import allowance_region as region

        agency = region.lay(people, entries)
        with region.scope(agency):
            first = _timed(region, agency)
            again = _timed(region, agency)
    same = first["digest"] == again["digest"] and first["file"] == again["file"]
    facts = {"people": people, "entries": people * entries, "same_bytes": same}
    return facts | again | {"load_average": round(os.getloadavg()[0], 1)}


def _timed(region: Any, agency: Any) -> dict[str, Any]:
    start, cpu = time.perf_counter(), time.process_time()
    run = region.work(agency)
    worked = time.perf_counter()
    steps = region.explained(run)
    told = time.perf_counter()
    return {
        "lines": run.people,
        "paid": run.payable,
        "total": run.total,
        "steps": steps,
        "work_seconds": round(worked - start, 1),
        "explain_seconds": round(told - worked, 1),
        "seconds": round(told - start, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "digest": run.digest,
        "file": region.fingerprint(run),
    }


if __name__ == "__main__":
    sys.exit(main())
