"""Who must not judge what people say of a unit: whoever it is about."""

from collections.abc import Iterable
from itertools import accumulate


def own_paths(heads: Iterable[str], works_in: Iterable[str]) -> frozenset[str]:
    """Return the paths of units about which a person may not judge what others say.

    Those they head, and those they work in with every unit above, but for the top one: everybody
    works there, so only its head has an interest. Paths are as "1/4/9/".
    """
    return frozenset(heads).union(*(_upward(path) for path in works_in))


def _upward(path: str) -> list[str]:
    parts = [f"{part}/" for part in path.rstrip("/").split("/")]
    return list(accumulate(parts))[1:]
