"""What row-level security costs on the main pages: `python -m tests.bench.walls [--rounds N]`.

On a PostgreSQL of its own with a seeded region, each page is asked in this process as the runtime
role, with the policies on and off in turn. Prints medians in milliseconds, the share that the
policies add to all pages together, and the load average.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import psycopg

from tests.browser.server import karsa
from tests.with_postgres import server

PEOPLE = 300
MOST = 0.10
AGAIN = 3  # timed, after one that reads the catalogue anew
Medians = dict[str, dict[str, float]]


def main() -> int:
    """Measure and print; 1 if the promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.walls")
    parser.add_argument("--rounds", type=int, default=10)
    found = measure(parser.parse_args().rounds)
    for name, one in found.items():
        sys.stdout.write(f"{name:<14}{one['ENABLE']:>8.1f}{one['DISABLE']:>8.1f}\n")
    on, off = (sum(one[how] for one in found.values()) for how in ("ENABLE", "DISABLE"))
    share, load = on / off - 1, os.getloadavg()[0]
    sys.stdout.write(
        f"with policies {on:.1f} ms, without {off:.1f} ms: {share:+.1%}; load {load:.1f}\n"
    )
    return 0 if share <= MOST else 1


def measure(rounds: int) -> Medians:
    """Return each page's median milliseconds with the policies on and off."""
    spent: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory(prefix="karsa-walls-") as folder, server() as database:
        karsa(Path(folder), "migrate", "-v0", **database)
        karsa(Path(folder), "seed", "--employees", f"{PEOPLE}", "--sparse", **database)
        os.environ.update(database, KARSA_DATA=folder)
        from tests.bench import walls_pages

        asks, tables = walls_pages.asks(), walls_pages.tables()
        with psycopg.connect(database["DATABASE_ADMIN_URL"], autocommit=True) as owner:
            owner.execute("ANALYZE")
            for number in range(rounds):
                for how in ("ENABLE", "DISABLE")[:: 1 if number % 2 else -1]:
                    _wall(owner, how, tables)
                    for name, ask in asks.items():
                        ask()
                        spent[name][how] += [_milliseconds(ask) for _ in range(AGAIN)]
    return {name: {how: median(all_) for how, all_ in one.items()} for name, one in spent.items()}


def _wall(owner: psycopg.Connection, how: str, tables: Iterable[str]) -> None:
    for table in tables:
        owner.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def _milliseconds(ask: Callable[[], object]) -> float:
    start = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
