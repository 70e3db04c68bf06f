"""What the main pages cost, over HTTP, with 1,500 and 15,000 people: `make bench`.

For each size it loads the demo region into a folder of its own, fills it up with a crowd, serves
it and asks for each page one after another, as one person would. Only loopback is asked. Writes
build/bench.json and prints a table; `--full` asks 300 times a page instead of 60.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from tests.browser.server import karsa, serving

SIZES = (1_500, 15_000)
WARM_UP = 5
# The nearest peer's complete employee home with 1,000 and 10,000 people, in milliseconds, on the
# same kind of machine.
PEER = {1_500: 950, 15_000: 2_690}


def main() -> None:
    """Measure every size, print the table, keep the figures."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--full", action="store_true", help="300 requests a page instead of 60")
    times = 300 if parser.parse_args().full else 60
    found = {size: measure(size, times) for size in SIZES}
    Path("build/bench.json").write_text(json.dumps(found, indent=2), encoding="utf-8")
    for size, pages in found.items():
        sys.stdout.write(f"\n{size:,} people (SQLite, 1 web process, {times} requests a page)\n")
        sys.stdout.write(
            table(pages) + f"the nearest peer's whole employee home: {PEER[size]} ms\n"
        )


def measure(size: int, times: int) -> dict[str, dict[str, float]]:
    """Load `size` people, serve them, and return each page's figures by its name."""
    with tempfile.TemporaryDirectory(prefix="karsa-bench-") as folder:
        data = Path(folder)
        karsa(data, "demo", "--no-serve")
        visits = json.loads(_inside(data, "tests.bench.crowd", str(size)))
        with serving(data) as url:
            return {visit["name"]: _page(url, visit, times) for visit in visits}


def table(pages: dict[str, dict[str, float]]) -> str:
    """Lay the figures out as people read them."""
    head = f"{'page':<28}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'KB':>7}\n"
    rows = (
        f"{name:<28}{one['p50']:>9.1f}{one['p95']:>9.1f}{one['queries']:>9}{one['kb']:>7.1f}\n"
        for name, one in pages.items()
    )
    return head + "".join(rows)


def _page(url: str, visit: dict[str, str], times: int) -> dict[str, float]:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    headers = {"Cookie": f"sessionid={visit['session']}", "Accept-Encoding": "gzip"}
    spent, size = [], 0
    for number in range(WARM_UP + times):
        start = time.perf_counter()
        connection.request("GET", visit["path"], headers=headers)
        response = connection.getresponse()
        size = len(response.read())
        if number >= WARM_UP:
            spent.append((time.perf_counter() - start) * 1000)
        if response.status != http.client.OK:
            raise SystemExit(f"{visit['path']}: {response.status}")
    return {
        "p50": median(spent),
        "p95": quantiles(spent, n=20)[-1],
        "queries": int(visit["queries"]),
        "kb": size / 1024,
    }


def _inside(data: Path, module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "KARSA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
