"""What Karsa's main pages and writes cost, beside the least they can cost: `make bench`.

For each database and size: a seeded region, served by two web processes and asked for all pages
and writes side by side at a steady rate; then, served by one, for every page and write by 1, 16
and 64 people at once. The ceiling (`tests/bench/ceiling`), bare and behind our middleware, is
served beside it and asked between any two of them. Only loopback is asked. Writes
build/bench.json and prints a table; a ratio that is a fifth worse than the committed one
(`ratios.json`) is shown. `--full` adds 100,000 people, medians of three runs and the benches of
single works (`tests/bench/parts.py`); `--keep` commits to the ratios.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import parts, promises
from tests.bench.asking import Answered, Ask, at_once, steadily, warm
from tests.bench.beside import BESIDE, CEILINGS, Beside
from tests.bench.inside import inside
from tests.browser.server import Server, karsa
from tests.with_postgres import server

RATIOS = Path(__file__).with_name("ratios.json")
# How many people ask at once, and for how many seconds: all of them wait for their first answer.
USERS = {1: 3, BESIDE: 5, 64: 10}
STEADY_SECONDS = 20
OURS = "karsa.site.settings"
# Database, people, steady requests a second.
PLANS = (("sqlite", 1_500, 10), ("postgresql", 1_500, 30), ("postgresql", 15_000, 30))
LARGE = (("postgresql", 100_000, 30),)
PARCEL = "write: 20 entries"  # a phone's, not everybody's at every moment
LATENESS = ("p50", "p95", "p99")
Found = dict[str, Any]


def main() -> int:
    """Measure every plan, print the tables, keep the figures; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--full", action="store_true", help="all of it: about an hour")
    parser.add_argument("--keep", action="store_true", help="these are the ratios from now on")
    parser.add_argument("--only", type=int, help="one of the plans, from 0")
    parser.add_argument("--runs", type=int, default=1, help="medians of so many; all of it: 3")
    asked = parser.parse_args()
    plans = PLANS + LARGE if asked.full else PLANS
    chosen = plans if asked.only is None else plans[asked.only : asked.only + 1]
    found = {
        f"{base} {people:,}": measure(base, people, rate, runs=3 if asked.full else asked.runs)
        for base, people, rate in chosen
    }
    singly = parts.measure() if asked.full else {}
    return 1 if _tell(found, singly, keep=asked.keep) else 0


def _tell(found: Mapping[str, Found], singly: Mapping[str, Found], *, keep: bool) -> list[str]:
    """Write the figures down and print them; return what was promised and is not so."""
    Path("build").mkdir(exist_ok=True)
    whole = json.dumps({"plans": found, "parts": singly}, indent=2)
    Path("build/bench.json").write_text(whole, encoding="utf-8")
    for name, one in found.items():
        sys.stdout.write(f"\n{name} people, load {one['load']}\n{promises.table(one)}")
    for name, one in singly.items():
        sys.stdout.write(f"{name}: {json.dumps(one['found'])}\n")
    ratios = {name: one["ratios"] for name, one in found.items()}
    before = json.loads(RATIOS.read_text()) if RATIOS.exists() else {}
    failed = [*promises.broken(found), *(name for name, one in singly.items() if not one["kept"])]
    lines = [f"worse: {line}" for line in promises.worse(ratios, before)]
    lines += [f"not kept: {line}" for line in failed]
    sys.stdout.write("\n".join([promises.PEER, *lines, ""]))
    if keep:
        RATIOS.write_text(json.dumps(before | ratios, indent=2) + "\n", encoding="utf-8")
    return failed


def measure(base: str, people: int, rate: float, runs: int) -> Found:
    """Return what a region of so many people costs on a database: medians of so many runs."""
    with tempfile.TemporaryDirectory(prefix="karsa-bench-") as folder, _database(base) as database:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **database)
        karsa(data, "seed", "--employees", str(people), "--sparse", **database)
        visits = json.loads(inside(data, ["tests.bench.visits"], database))
        queries = {one["name"]: one.pop("queries") for one in visits if "queries" in one}
        asks = [Ask(**one) for one in visits]
        found = [_run(data, database, asks, rate) for _ in range(runs)]
    return {
        "load": round(os.getloadavg()[0], 1),
        "megabytes": max(one["megabytes"] for one in found),
        "queries": queries,
        "ceiling": _medians([one["ceiling"] for one in found]),
        "answers": _middle([one["answers"] for one in found]),
        "steady": _middle([one["steady"] for one in found]),
        "ratios": _medians([one["ratios"] for one in found]),
    }


def _medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: round(median(one[name] for one in runs), 4) for name in runs[0]}


def _run(data: Path, database: Mapping[str, str], asks: Sequence[Ask], rate: float) -> Found:
    """Measure once: everything evenly of two workers, then at once of one, beside the ceiling."""
    mixed = [ask for ask in asks if ask.name != PARCEL]
    with _serving(data, database, OURS, 2) as (url, _):
        warm(url, mixed)
        steady = steadily(url, mixed, rate, STEADY_SECONDS)
    answers: list[Answered] = []
    beside = Beside()
    with _serving(data, database, OURS) as (url, process), _ceilings(data, database) as ceilings:
        warm(url, mixed)
        for kind in _pages_then_writes(asks):
            for users, seconds in USERS.items():
                if users == BESIDE:
                    answers += beside.ask(url, kind, ceilings, seconds)
                else:
                    answers += at_once(url, kind, users, seconds)
        memory = _megabytes(process)
    return {
        "ceiling": beside.ceiling,
        "ratios": beside.ratios,
        "answers": answers,
        "steady": steady,
        "megabytes": memory,
    }


@contextmanager
def _ceilings(data: Path, database: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Serve the least pages, bare and behind our middleware; yield where each is."""
    with ExitStack() as both:
        served = {
            kind: _serving(data, database, f"tests.bench.ceiling.{kind}", pages_only=True)
            for kind in CEILINGS
        }
        yield {kind: both.enter_context(one)[0] for kind, one in served.items()}


def _pages_then_writes(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Pages with an entry of each person: a minute of writes gives them a month's in one day."""
    pages = [ask for ask in asks if not ask.bodies]
    return [pages, [ask for ask in asks if ask.bodies]]


def _middle(runs: Sequence[Sequence[Answered]]) -> list[Found]:
    """For each ask the median of its figures over the runs."""
    return [
        asdict(same[0])
        | {name: median(getattr(one, name) for one in same) for name in ("rate", *LATENESS)}
        for same in zip(*runs, strict=True)
    ]


@contextmanager
def _database(base: str) -> Iterator[Mapping[str, str]]:
    with server() if base == "postgresql" else nullcontext({}) as addresses:
        yield addresses


@contextmanager
def _serving(
    data: Path,
    database: Mapping[str, str],
    settings: str,
    processes: int = 1,
    *,
    pages_only: bool = False,
) -> Iterator[tuple[str, int]]:
    one = Server(data, processes, pages_only, **database, DJANGO_SETTINGS_MODULE=settings)
    try:
        one.start()
        yield one.url, one.process.pid
    finally:
        one.kill()


def _megabytes(process: int) -> int:
    """Return the memory of the largest process below `process`."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    sizes = [_resident(int(one)) for one in (str(process), *children)]
    return max(sizes) // 1024


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


if __name__ == "__main__":
    sys.exit(main())
