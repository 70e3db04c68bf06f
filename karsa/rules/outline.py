"""A graph without circles as an outline: everything stands once, below its deepest parent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key stands: under `main` (None for a root), `depth` steps below a root."""

    key: int
    main: int | None
    depth: int


def outline(parents: Mapping[int, Sequence[int]]) -> tuple[Place, ...]:
    """Return every key of `parents` once, parents before children, siblings in the given order.

    A key with several parents stands under the deepest (the first of equals), so that each of its
    parents lies in a layer above it; parents that are no key themselves are left out.
    Raises: ValueError if the graph has a circle.
    """
    depths = _depths(parents)
    below: dict[int | None, list[int]] = defaultdict(list)
    main = {key: _main(above, depths) for key, above in parents.items()}
    for key, parent in main.items():
        below[parent].append(key)
    found = []
    waiting = below[None][::-1]
    while waiting:
        key = waiting.pop()
        found.append(Place(key, main[key], depths[key]))
        waiting += below[key][::-1]
    return tuple(found)


def _main(above: Iterable[int], depths: Mapping[int, int]) -> int | None:
    known = [one for one in above if one in depths]
    return max(known, key=depths.__getitem__) if known else None


def _depths(parents: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """The longest way from a root to each key."""
    children: dict[int, list[int]] = defaultdict(list)
    missing = dict.fromkeys(parents, 0)
    for key, above in parents.items():
        for one in above:
            if one in parents:
                children[one].append(key)
                missing[key] += 1
    ready = [key for key, count in missing.items() if not count]
    depths = dict.fromkeys(ready, 0)
    for key in ready:  # grows while it is read
        for child in children[key]:
            depths[child] = max(depths.get(child, 0), depths[key] + 1)
            missing[child] -= 1
            if not missing[child]:
                ready.append(child)
    if len(ready) < len(parents):
        raise ValueError("the graph has a circle")
    return depths
