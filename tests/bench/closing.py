"""What closing a quarter costs: `python -m tests.bench.closing [--people N] [--entries N]`.

On a PostgreSQL of its own it fills in an agency (five results a person, `--entries` accepted
entries, five pieces of feedback), then runs `karsa close-period` as the office would, kills it on
the way once, and continues. Prints seconds, the seconds of
processor time the command took itself, peak memory and the load average.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.server import karsa
from tests.with_postgres import server

MOST_SECONDS = 120
MOST_MEGABYTES = 400
Figures = dict[str, float]
_CLOSE = (sys.executable, "-m", "karsa", "close-period", "2026", "1", "--json", "--reason", "Cuti")


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.closing")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=12)
    parser.add_argument("--kill-after", type=float, default=0, help="seconds; 0: not killed")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.people, asked.entries, asked.kill_after)
    lines = (f"{name:<20}{value:>14,.1f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if not broken(found) else 1


def broken(found: Figures) -> list[str]:
    """Name the promises that `found` does not keep."""
    kept = {
        "seconds": found["seconds"] <= MOST_SECONDS,
        "megabytes": found["megabytes"] <= MOST_MEGABYTES,
        "proposals": found["proposals"] == found["people"],
    }
    return [name for name, is_kept in kept.items() if not is_kept]


def measure(people: int, entries: int, kill_after: float) -> Figures:
    """Return the figures by name."""
    with tempfile.TemporaryDirectory(prefix="karsa-closing-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=folder)
        from tests.bench import closing_region

        start = time.perf_counter()
        closing_region.fill(people, entries)
        filled = time.perf_counter() - start
        if kill_after:
            _killed(kill_after)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(_CLOSE, capture_output=True, text=True, check=False)
        spent = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {
        "people": people,
        "entries": people * entries,
        "fill_seconds": filled,
        "seconds": spent,
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "megabytes": after.ru_maxrss / 1024,
        "proposals": json.loads(done.stdout)["proposals"],
        "load_average": os.getloadavg()[0],
    }


def _killed(after: float) -> None:
    """Begin the closing and kill it, as a power cut would."""
    process = subprocess.Popen(_CLOSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    sys.exit(main())
