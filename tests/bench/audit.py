"""What sealing and proving the record costs: `python -m tests.bench.audit [--rows N] [--json]`.

On a PostgreSQL of its own: so many entries, sealed ten thousand at a time, then proved by
`karsa verify-audit`, once whole and once with one entry changed. Seconds, those of
the command's own processor time, and peak memory.
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

from tests.browser.server import karsa
from tests.with_postgres import server

# For a million entries, asked of the machine when nobody else uses it.
MOST_SECONDS = 30
MOST_MEGABYTES = 250
Figures = dict[str, float]
_VERIFY = (sys.executable, "-m", "karsa", "verify-audit", "--json")


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.audit")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.rows)
    lines = (f"{name:<20}{value:>14,.1f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    quick = found["prove_seconds"] <= MOST_SECONDS * max(1, asked.rows / 1_000_000)
    return 0 if quick and found["megabytes"] <= MOST_MEGABYTES and found["found"] else 1


def measure(rows: int) -> Figures:
    """Return the figures by name."""
    with tempfile.TemporaryDirectory(prefix="karsa-audit-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=folder)
        from tests.bench import audit_record

        audit_record.fill(rows)
        start = time.perf_counter()
        audit_record.seal()
        sealed = time.perf_counter() - start
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        whole = _verify()
        proved = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        audit_record.change_one(database["DATABASE_ADMIN_URL"])
        broken = _verify()
    return {
        "rows": whole["entries"],
        "seal_seconds": sealed,
        "prove_seconds": proved,
        "prove_cpu_seconds": after.ru_utime - before.ru_utime,
        "megabytes": after.ru_maxrss / 1024,
        "found": len(broken["findings"]),
        "load_average": os.getloadavg()[0],
    }


def _verify() -> dict[str, list[object]]:
    done = subprocess.run(_VERIFY, capture_output=True, text=True, check=False)
    return dict(*json.loads(done.stdout).values())


if __name__ == "__main__":
    sys.exit(main())
