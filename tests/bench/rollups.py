"""What dashboards ask of a million people's months: `python -m tests.bench.rollups [--people N]`.

On a PostgreSQL of its own the database itself makes a year of months. Prints the seconds of each
question (the second time it is asked), with --plans how PostgreSQL answers it; 1 if the promise is
not kept.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.browser.server import karsa
from tests.with_postgres import server

PROMISED = 2.0
# Every row of twelve million is joined for it; no page asks it.
WHOLE = {"year by unit"}


def main() -> int:
    """Measure and print; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rollups")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--plans", action="store_true", help="print PostgreSQL's plans too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="karsa-rollups-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=folder)
        from tests.bench import rollups_region

        rollups_region.fill(asked.people)
        answers = rollups_region.ask()
    seconds = {one.question: one.seconds for one in answers}
    lines = (f"{question:<20}{spent:>8.2f} s" for question, spent in seconds.items())
    sys.stdout.write((json.dumps(seconds) if asked.json else "\n".join(lines)) + "\n")
    if asked.plans:
        sys.stdout.writelines(f"\n{one.question}\n{one.plan}\n" for one in answers)
    return (
        0 if all(spent <= PROMISED for name, spent in seconds.items() if name not in WHOLE) else 1
    )


if __name__ == "__main__":
    sys.exit(main())
