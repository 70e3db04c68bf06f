"""What Karsa itself costs people: classes of seconds and interactions, and their median. Pure."""

from bisect import bisect_left
from collections.abc import Sequence

# Upper bounds of the classes, both ends of a class within a third of each other; the last is open.
SECONDS = (3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600)
INTERACTIONS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50)


def slot(value: int, bounds: Sequence[int]) -> int:
    """Return the class of `value`: 0 up to the first bound, len(bounds) above the last."""
    return bisect_left(bounds, value)


def median(counts: Sequence[int], bounds: Sequence[int]) -> int | None:
    """Return the upper bound of the class that holds the median; None for none or the open class.

    `counts` per class, the open one last. Half of what was counted lies at or below the answer.
    """
    half, so_far = sum(counts) / 2, 0
    for count, bound in zip(counts, bounds, strict=False):
        so_far += count
        if so_far and so_far >= half:
            return bound
    return None
