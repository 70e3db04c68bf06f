"""What the figures of `make bench` must be, and how they are told.

A ratio is how much of the ceiling a page or write reaches (`tests/bench/beside.py`). A figure of
one run of a plan is a mapping as `tests/bench/__main__.py` makes it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Found = Mapping[str, Any]

# Of the bare ceiling, and of the ceiling behind our middleware, with 16 people at once.
SHARE = {"home": 0.08, "board": 0.05, "write: entry": 0.20}
OWN = 0.35
# At the steady rate: milliseconds within which 19 of 20 pages come, and how many times as late they
# may come as with the fewest people on the same database.
LATE = {"sqlite": 100, "postgresql": 150}
LATER = 1.3
MEGABYTES = 200
WORSE = 0.8
# The nearest peer's, a second, with 1,000 and 10,000 people (pages, updates).
PEER = "peer: 1.1 and 0.37 complete homes/s, 7.4 and 2.15 updates/s (1,000 and 10,000 people)"


def broken(found: Mapping[str, Found]) -> Iterator[str]:
    """Name every promise that the plans do not keep, with what was measured."""
    least: dict[str, Found] = {}
    for plan, one in found.items():
        base = plan.partition(" ")[0]
        reached = {name: one["ratios"][f"{name} of bare"] - share for name, share in SHARE.items()}
        reached |= {f"{name} (own)": one["ratios"][f"{name} of own"] - OWN for name in SHARE}
        yield from (f"{plan}, {name}: {by:+.1%}" for name, by in reached.items() if by < 0)
        late = {ask["name"]: ask["p95"] for ask in one["steady"]}
        yield from (f"{plan}, {name}: {p95} ms" for name, p95 in late.items() if p95 > LATE[base])
        first = least.setdefault(base, late)
        yield from (
            f"{plan}, {name}: {p95} ms beside {first[name]} ms"
            for name, p95 in late.items()
            if p95 > LATER * first[name]
        )
        if one["megabytes"] > MEGABYTES:
            yield f"{plan}: {one['megabytes']} MB"


def worse(now: Mapping[str, Found], before: Mapping[str, Found]) -> list[str]:
    """Name every ratio that is a fifth below the one committed."""
    return [
        f"{plan}, {what}: {ratio} (was {before[plan][what]})"
        for plan, all_ in now.items()
        for what, ratio in all_.items()
        if ratio < WORSE * before.get(plan, {}).get(what, 0)
    ]


def table(found: Found) -> str:
    """Lay the figures of a plan out as people read them."""
    head = (
        f"{'':<20}{'users':>6}{'a second':>10}{'p50':>8}{'p95':>8}{'p99':>8}{'KB':>7}{'queries':>9}"
    )
    lines = [
        f"{one['name']:<20}{one['users']:>6}{one['rate']:>10.1f}{one['p50']:>8.1f}{one['p95']:>8.1f}"
        f"{one['p99']:>8.1f}{one['kb']:>7.1f}{found['queries'].get(one['name'], ''):>9}"
        for one in (*found["answers"], *({**one, "users": "even"} for one in found["steady"]))
    ]
    least = [f"ceiling, {name}: {rate:.0f} a second" for name, rate in found["ceiling"].items()]
    shares = [f"{name}: {ratio:.1%}" for name, ratio in found["ratios"].items()]
    return "\n".join([head, *lines, *least, *shares, f"memory: {found['megabytes']} MB", ""])
