"""What the machine feed carries: `python -m tests.bench.feed [--batches N] [--fill ROWS] [--json]`.

On a PostgreSQL of its own and a served Karsa it posts batches of 10,000 events as two machines do,
copies the same rows bare into the same table, waits until a figure shows, and opens boards with
10,000 events and again with `--fill` (10,000,000 for the promise). Prints a table, or JSON.
"""

import argparse
import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from tests.browser.server import karsa, serving
from tests.with_postgres import server

BATCH = 10_000
INDICATORS = 20
VISITS = 60
Figures = dict[str, float]


def main() -> int:
    """Measure and print; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.feed")
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--fill", type=int, default=0, help="events to compare boards with")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.batches, asked.fill)
    said = json.dumps(found, indent=2) if asked.json else table(found)
    sys.stdout.write(said + "\n")
    return 0 if not broken(found) else 1


def broken(found: Figures) -> list[str]:
    """Name the promises that `found` does not keep."""
    kept = {
        "api_rows_per_second": found["api_rows_per_second"] >= 20_000,
        "share_of_copy": found["share_of_copy"] >= 0.10,
        "seconds_until_shown": found["seconds_until_shown"] <= 5,
        "board_p95_ratio": found.get("board_p95_ratio", 1) <= 1.3,
        "more_queries": found.get("more_queries", 0) == 0,
    }
    return [name for name, is_kept in kept.items() if not is_kept]


def table(found: Figures) -> str:
    """Lay the figures out as people read them."""
    return "\n".join(f"{name:<28}{value:>14,.2f}" for name, value in found.items())


def measure(batches: int, fill: int) -> Figures:
    """Return the figures by name."""
    with tempfile.TemporaryDirectory(prefix="karsa-feed-") as folder, server() as database:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **database)
        os.environ.update(database, KARSA_DATA=str(data))
        from tests.bench import feed_region

        region = feed_region.make_region(INDICATORS)
        with serving(data, **database) as url:
            found = _ingest(url, region, batches)
            found["copy_rows_per_second"] = feed_region.copy_rate(_events(900, BATCH), 5)
            found["share_of_copy"] = found["api_rows_per_second"] / found["copy_rows_per_second"]
            found["seconds_until_shown"] = _until_shown(url, region)
            if fill:
                found |= _boards(url, region, fill, feed_region)
    return found


def _ingest(url: str, region: Any, batches: int) -> Figures:
    """Post batches as two machines at once; a first one each warms the server."""
    bodies = {
        token: [_body(at, n) for n in range(batches // 2 + 1)]
        for at, token in enumerate(region.tokens)
    }
    for token, some in bodies.items():
        _post(url, token, some.pop())
    start = time.perf_counter()
    with ThreadPoolExecutor(len(bodies)) as pool:
        for done in [pool.submit(_post_all, url, *pair) for pair in bodies.items()]:
            done.result()
    spent = time.perf_counter() - start
    sent = sum(map(len, bodies.values())) * BATCH
    return {"batches": sent / BATCH, "api_rows_per_second": sent / spent}


def _post_all(url: str, token: str, bodies: Sequence[bytes]) -> None:
    for body in bodies:
        _post(url, token, body)


def _post(url: str, token: str, body: bytes) -> dict[str, Any]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/measurements", body, head)
    answer = connection.getresponse()
    said: dict[str, Any] = json.loads(answer.read())
    if answer.status != http.client.OK:
        raise SystemExit(f"{answer.status}: {str(said)[:500]}")
    return said


def _body(machine: int, number: int) -> bytes:
    return json.dumps({"observations": list(_events(machine * 1000 + number, BATCH))}).encode()


def _events(batch: int, count: int) -> Iterator[dict[str, Any]]:
    """Events of the last two months, over all indicators."""
    newest = datetime.now(UTC) - timedelta(minutes=1)
    for row in range(count):
        number = batch * BATCH + row
        yield {
            "indicator": f"waktu-tunggu-{number % INDICATORS}",
            "key": sha256(f"garam:{number}".encode()).hexdigest(),
            "at": (newest - timedelta(minutes=number * 7 % 80_000)).isoformat(),
            "value": 5 + number % 97 / 2,
            "unit": "menit",
        }


def _until_shown(url: str, region: Any) -> float:
    """Seconds from the answer to a batch until an indicator's page shows its events."""
    before = _shown(url, region)
    _post(url, region.tokens[0], _body(7, 1))
    start = time.perf_counter()
    while _shown(url, region) == before:
        if time.perf_counter() - start > 60:
            raise SystemExit("the figure never showed")
        time.sleep(0.1)
    return time.perf_counter() - start


def _shown(url: str, region: Any) -> bytes:
    page = _get(url, region.events_path, region.session)
    return page[page.index(b'class="stat-value"') :][:80]


def _boards(url: str, region: Any, fill: int, feed_region: Any) -> Figures:
    """Open boards with the events of now, then with `fill` of them."""
    few, many = {}, {}
    counted = feed_region.queries(region)
    for name, path in region.boards.items():
        few[name] = _visits(url, path, region.session)
    start = time.perf_counter()
    feed_region.fill(region, fill)
    filled = time.perf_counter() - start
    for name, path in region.boards.items():
        many[name] = _visits(url, path, region.session)
    ratios = {name: many[name] / few[name] for name in few}
    shown = {f"{name} p95 ms": many[name] for name in many}
    more = sum(feed_region.queries(region).values()) - sum(counted.values())
    worst = max(ratios.values())
    return {
        "filled_rows": fill,
        "fill_seconds": filled,
        "board_p95_ratio": worst,
        "more_queries": more,
        **shown,
    }


def _visits(url: str, path: str, session: str) -> float:
    """The 95th percentile of the milliseconds of a page."""
    spent = [_timed(lambda: _get(url, path, session)) for _ in range(VISITS + 5)][5:]
    return quantiles(spent, n=20)[-1]


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def _get(url: str, path: str, session: str) -> bytes:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    page = answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{path}: {answer.status}")
    return page


if __name__ == "__main__":
    sys.exit(main())
