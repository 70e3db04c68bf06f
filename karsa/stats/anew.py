"""Values that pile up over a year and start anew in January, as a budget's realisation does."""

from collections.abc import Mapping
from itertools import pairwise

# A new year that begins above half of where the old one ended did not start anew.
_DROP = 0.5


def added(values: Mapping[int, float]) -> dict[int, float] | None:
    """Return what each month added, if the values only grow within a year and then start anew.

    Months are counted from the year 0 (12 × year + month - 1). A value after missing months is
    shared among them. None if no January has been seen, or a value fell within its year.
    """
    months = sorted(values)
    if not months or months[0] // 12 == months[-1] // 12:
        return None
    found = _shared(values, months[0] // 12 * 12 - 1, months[0], 0.0)
    for before, month in pairwise(months):
        starts_anew = before // 12 < month // 12
        if starts_anew and values[month] > values[before] * _DROP:
            return None
        since, base = (month // 12 * 12 - 1, 0.0) if starts_anew else (before, values[before])
        found |= _shared(values, since, month, base)
    return found if min(found.values()) >= 0 else None


def _shared(values: Mapping[int, float], since: int, month: int, base: float) -> dict[int, float]:
    step = (values[month] - base) / (month - since)
    return dict.fromkeys(range(since + 1, month + 1), step)
