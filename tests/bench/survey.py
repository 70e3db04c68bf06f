"""What the public form of a survey takes in: `python -m tests.bench.survey [--answers N] [--json]`.

On a PostgreSQL of its own and a served Karsa, several browsers send filled questionnaires at once;
their challenges were solved beforehand and their address is allowed. Counts in the database that
nothing was lost. Prints a table, or JSON; 1 if the promise is not kept.
"""

import argparse
import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

from tests.browser.server import karsa, serving
from tests.with_postgres import server

BROWSERS = 8
PROCESSES = 2
WARM_UP = 80
PROMISED = 120
Figures = dict[str, float]


def main() -> int:
    """Measure and print; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.survey")
    parser.add_argument("--answers", type=int, default=1_600)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.answers)
    lines = (f"{name:<20}{value:>10,.1f}" for name, value in found.items())
    sys.stdout.write((json.dumps(found) if asked.json else "\n".join(lines)) + "\n")
    return 0 if found["answers/s"] >= PROMISED and not found["lost"] else 1


def measure(answers: int) -> Figures:
    """Return answers a second, p95 in milliseconds, and how many were lost."""
    with tempfile.TemporaryDirectory(prefix="karsa-survey-") as folder, server() as database:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=str(data))
        from tests.bench import survey_region

        path = f"/survei/{survey_region.make_survey()}/"
        bodies = survey_region.fill(answers + WARM_UP)
        with serving(data, PROCESSES, KARSA_DOOR_ALLOWED="127.0.0.1", **database) as url:
            _all(url + path, bodies[:WARM_UP])
            begun = time.perf_counter()
            spent = _all(url + path, bodies[WARM_UP:])
            seconds = time.perf_counter() - begun
        return {
            "answers/s": answers / seconds,
            "p95 ms": quantiles(spent, n=20)[-1] * 1000,
            "lost": len(bodies) - survey_region.kept(),
        }


def _all(url: str, bodies: Sequence[str]) -> list[float]:
    """Send the bodies from all browsers at once; return how long each took."""
    parts = [bodies[start::BROWSERS] for start in range(BROWSERS)]
    with ThreadPoolExecutor(BROWSERS) as pool:
        done = [pool.submit(_send, url, part) for part in parts]
        return [one for part in done for one in part.result()]


def _send(url: str, bodies: Sequence[str]) -> list[float]:
    place, spent = urlsplit(url), []
    connection = http.client.HTTPConnection(place.netloc, timeout=60)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in bodies:
        begun = time.perf_counter()
        connection.request("POST", place.path, body, head)
        response = connection.getresponse()
        response.read()
        spent.append(time.perf_counter() - begun)
        if response.status != http.client.FOUND:
            raise SystemExit(f"answered {response.status}")
    return spent


if __name__ == "__main__":
    sys.exit(main())
