"""What Karsa's main pages and writes cost, beside the least they can cost: `make bench`.

For each database and size: a seeded region, served by one web process; every page and write asked
by 1, 16 and 64 people at once; then all side by side at a steady rate. The same server also serves
the ceiling (`tests/bench/ceiling`), bare and behind our middleware, in the same run. Only loopback
is asked. Writes build/bench.json and prints a table; a ratio that is a fifth worse than the
committed one (`ratios.json`) is shown. `--full` adds larger sizes, `--keep` commits to the ratios.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.asking import Answered, Ask, at_once, steadily
from tests.browser.server import Server, karsa
from tests.with_postgres import server

RATIOS = Path(__file__).with_name("ratios.json")
WORSE = 0.8
USERS = (1, 16, 64)
WARM, SECONDS, STEADY_SECONDS = 1, 3, 20
# Database, people, steady requests a second.
PLANS = (("sqlite", 1_500, 10), ("postgresql", 1_500, 30), ("postgresql", 15_000, 30))
LARGE = (("postgresql", 100_000, 30),)
# Of the bare ceiling, and of the ceiling behind our middleware, with 16 people at once.
PROMISED = {"home": ("read", 0.08), "board": ("read", 0.05), "write: entry": ("write", 0.20)}
OWN = 0.35
# The nearest peer's, a second, with 1,000 and 10,000 people (pages, updates).
PEER = "peer: 1.1 and 0.37 complete homes/s, 7.4 and 2.15 updates/s (1,000 and 10,000 people)"
Found = dict[str, Any]


def main() -> int:
    """Measure every plan, print the tables, keep the figures; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--full", action="store_true", help="100,000 people too")
    parser.add_argument("--keep", action="store_true", help="these are the ratios from now on")
    parser.add_argument("--only", type=int, help="one of the plans, from 0")
    asked = parser.parse_args()
    plans = PLANS + (LARGE if asked.full else ())
    chosen = plans if asked.only is None else plans[asked.only : asked.only + 1]
    found = {f"{base} {people:,}": measure(base, people, rate) for base, people, rate in chosen}
    Path("build").mkdir(exist_ok=True)
    Path("build/bench.json").write_text(json.dumps(found, indent=2), encoding="utf-8")
    for name, one in found.items():
        sys.stdout.write(f"\n{name} people, load {one['load']}\n{table(one)}")
    sys.stdout.write(f"{PEER}\n")
    ratios = {name: one["ratios"] for name, one in found.items()}
    for line in worse(ratios, json.loads(RATIOS.read_text()) if RATIOS.exists() else {}):
        sys.stdout.write(f"worse: {line}\n")
    if asked.keep:
        RATIOS.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")
    return 0 if all(one["kept"] for one in found.values()) else 1


def measure(base: str, people: int, rate: float) -> Found:
    """Return what a region of so many people costs on a database."""
    with tempfile.TemporaryDirectory(prefix="karsa-bench-") as folder, _database(base) as database:
        data = Path(folder)
        karsa(data, "migrate", "-v0", **database)
        karsa(data, "seed", "--employees", str(people), "--sparse", **database)
        visits = json.loads(_inside(data, ["tests.bench.visits"], database))
        queries = {one["name"]: one.pop("queries") for one in visits if "queries" in one}
        asks = [Ask(**one) for one in visits]
        ceiling = _ceiling(data, database, asks)
        with _serving(data, database, "karsa.site.settings") as (url, process):
            at_once(url, asks, 4, WARM)
            answers = [one for users in USERS for one in at_once(url, asks, users, SECONDS)]
            even = steadily(url, [ask for ask in asks if not ask.body], rate, STEADY_SECONDS)
            memory = _megabytes(process)
    ratios = _ratios(answers, ceiling)
    return {
        "load": round(os.getloadavg()[0], 1),
        "megabytes": memory,
        "queries": queries,
        "ceiling": ceiling,
        "answers": [asdict(one) for one in answers],
        "steady": [asdict(one) for one in even],
        "ratios": ratios,
        "kept": _is_kept(ratios),
    }


@contextmanager
def _database(base: str) -> Iterator[Mapping[str, str]]:
    with server() if base == "postgresql" else nullcontext({}) as addresses:
        yield addresses


@contextmanager
def _serving(data: Path, database: Mapping[str, str], settings: str) -> Iterator[tuple[str, int]]:
    one = Server(data, 1, **database, DJANGO_SETTINGS_MODULE=settings)
    try:
        one.start()
        yield one.url, one.process.pid
    finally:
        one.kill()


def _ceiling(data: Path, database: Mapping[str, str], asks: Sequence[Ask]) -> dict[str, float]:
    """Answers a second of the least page, by 16 people at once."""
    session = asks[0].session
    found = {}
    for kind, place in (("bare", "bare"), ("own", "kerja")):
        least = [Ask(f"{kind} {what}", f"/{place}/{what}/", session) for what in ("read", "write")]
        with _serving(data, database, f"tests.bench.ceiling.{kind}") as (url, _):
            at_once(url, least, 4, WARM)
            found |= {one.name: one.rate for one in at_once(url, least, 16, SECONDS)}
    return found


def _ratios(answers: Sequence[Answered], ceiling: Mapping[str, float]) -> dict[str, float]:
    """How much of the ceiling a page or write reaches, bare and behind our middleware."""
    rates = {one.name: one.rate for one in answers if one.users == 16}
    return {
        f"{name} of {kind}": round(rate / ceiling[f"{kind} {_like(name)}"], 4)
        for name, rate in rates.items()
        for kind in ("bare", "own")
    }


def _like(name: str) -> str:
    return "write" if name.startswith("write") else "read"


def _is_kept(ratios: Mapping[str, float]) -> bool:
    bare = all(ratios[f"{name} of bare"] >= least for name, (_, least) in PROMISED.items())
    return bare and all(ratios[f"{name} of own"] >= OWN for name in PROMISED)


def worse(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[str]:
    """Name every ratio that is a fifth below the one committed."""
    return [
        f"{name}, {what}: {ratio} (was {before[name][what]})"
        for name, ratios in now.items()
        for what, ratio in ratios.items()
        if ratio < WORSE * before.get(name, {}).get(what, 0)
    ]


def table(found: Found) -> str:
    """Lay the figures out as people read them."""
    head = f"{'':<20}{'users':>6}{'a second':>10}{'p50':>8}{'p95':>8}{'p99':>8}"
    lines = [
        f"{one['name']:<20}{one['users']:>6}{one['rate']:>10.1f}{one['p50']:>8.1f}{one['p95']:>8.1f}"
        f"{one['p99']:>8.1f}{one['kb']:>7.1f}{found['queries'].get(one['name'], ''):>9}"
        for one in (*found["answers"], *({**one, "users": "even"} for one in found["steady"]))
    ]
    least = [f"ceiling, {name}: {rate:.0f} a second" for name, rate in found["ceiling"].items()]
    parts = [f"{name}: {ratio:.1%}" for name, ratio in found["ratios"].items()]
    head += f"{'KB':>7}{'queries':>9}"
    return "\n".join([head, *lines, *least, *parts, f"memory: {found['megabytes']} MB", ""])


def _megabytes(process: int) -> int:
    """Return the memory of the largest process below `process`."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    sizes = [_resident(int(one)) for one in (str(process), *children)]
    return max(sizes) // 1024


def _resident(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _inside(data: Path, module: Sequence[str], database: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *module],
        env={**os.environ, "KARSA_DATA": str(data), **database},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
