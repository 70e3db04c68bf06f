"""How many kills it takes: `python -m tests.faults [--kills N] [--seed N] [--engine NAME]`.

On each database a region with a day's long work (imports, closings, payouts, prints, the night's
jobs), whose worker and database are killed at random moments; phones that send while the server
is killed; backups that are killed. After each day everything is counted against a day in which
nothing went wrong. Prints the kills that fell in the middle by what was killed; 1 if a row was
lost or doubled, or a state is not clear.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from tests.faults import backups, kills, phones
from tests.faults.engines import Engine, engine
from tests.faults.nursery import Nursery

ENGINES = ("sqlite", "postgresql")
# Of all kills, so many hit phones' sends and backups; servers take long to start.
_SYNC, _BACKUP = 0.06, 0.1
_A_DAY = 40
_POSTS, _ROWS = "300", "1200"


def main() -> int:
    """Kill and print; 1 if something was lost, doubled or unclear."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--kills", type=int, default=200, help="on all databases together")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    engines = asked.engine or list(ENGINES)
    found = {name: measure(name, asked.kills // len(engines), asked.seed) for name in engines}
    facts = {"seed": asked.seed, "load_average": round(os.getloadavg()[0], 1)}
    sys.stdout.write(json.dumps(found | facts) if asked.json else _table(found, facts))
    return 1 if any(one["differences"] for one in found.values()) else 0


def _table(found: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    lines = [f"{name}: {value}" for name, value in facts.items()]
    for name, one in found.items():
        lines.append(f"\n{name}: {one['total']} kills in {one['seconds']:.0f} s")
        lines += [f"  {what:<32}{count:>5}" for what, count in sorted(one["kills"].items())]
        lines += [f"  NOT THE SAME: {line}" for line in one["differences"]] or ["  all the same"]
    return "\n".join(lines) + "\n"


def measure(name: str, want: int, seed: int) -> dict[str, Any]:
    """Return the kills in the middle by what was killed, and what was not as it should be."""
    start, rng = time.monotonic(), Random(seed)
    with tempfile.TemporaryDirectory(prefix="karsa-faults-") as folder, ExitStack() as stack:
        made = stack.enter_context(engine(name, Path(folder)))
        nursery = stack.enter_context(closing(Nursery(made.data, Path(folder), **made.environment)))
        nursery.run("migrate", "-v0")
        told = json.loads(nursery.run("region", "lay", _POSTS, _ROWS))
        made.keep()
        done, differences = days(made, nursery, rng, want - int(want * (_SYNC + _BACKUP)))
        done += backups.backups(made, nursery, rng, int(want * _BACKUP))
        done += phones.sync(made, told["phones"], seed, int(want * _SYNC))
        kills.finished(made, nursery)
    seconds = time.monotonic() - start
    return {"kills": done, "total": done.total(), "differences": differences, "seconds": seconds}


def days(made: Engine, nursery: Nursery, rng: Random, want: int) -> tuple[Counter[str], list[str]]:
    """Kill through as many days as it takes; return the kills and what differs at their ends."""
    good = kills.undisturbed(made, nursery)
    done: Counter[str] = Counter()
    differences = []
    while done.total() < want:
        made.put_back()
        sys.stderr.write(f"{made.name}: {done.total()} kills, {len(differences)} differences\n")
        done += kills.day(made, nursery, rng, min(_A_DAY, want - done.total()))
        end = kills.finished(made, nursery)
        differences += [
            f"{fact}: {good.get(fact)} became {end.get(fact)}"
            for fact in sorted(good.keys() | end.keys())
            if good.get(fact) != end.get(fact)
        ]
    return done, differences


if __name__ == "__main__":
    sys.exit(main())
