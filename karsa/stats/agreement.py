"""How far raters agree: intraclass correlations and Krippendorff's alpha. Pure.

Sources: Shrout and Fleiss (1979); Krippendorff (2011), computing alpha-reliability.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily
from karsa.stats.ratings import Ratings
from karsa.stats.untold import Untold, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = Lazily("numpy")


def icc(scores: Ratings) -> dict[str, float | None]:
    """Return the six intraclass correlations, ICC(1,1) to ICC(3,k), by their usual names.

    A subject is a ratee's item. Only subjects scored by every rater count; None for all where fewer
    than two are, or nothing varies. Raises: Untold for a subject scored twice by one rater.
    """
    table = _table(scores)
    full = table[~np.isnan(table).any(axis=1)]
    names = ("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
    if min(full.shape) < 2 or not np.ptp(full):
        return dict.fromkeys(names)
    found = _correlations(full)
    return dict(zip(names, found, strict=True))


def _correlations(table: NDArray[np.float64]) -> tuple[float | None, ...]:
    n, k = table.shape
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    between = k * float(np.var(rows, ddof=1))
    raters = n * float(np.var(columns, ddof=1))
    left = table - rows[:, None] - columns + table.mean()
    rest = float((left**2).sum()) / ((n - 1) * (k - 1))
    within = (raters * (k - 1) + rest * (n - 1) * (k - 1)) / (n * (k - 1))
    bias = (raters - rest) / n
    return (
        _share(between - within, between + (k - 1) * within),
        _share(between - rest, between + (k - 1) * rest + k * bias),
        _share(between - rest, between + (k - 1) * rest),
        _share(between - within, between),
        _share(between - rest, between + bias),
        _share(between - rest, between),
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def alpha(scores: Ratings) -> dict[str, float | None]:
    """Return Krippendorff's alpha by level of measurement: nominal, ordinal, interval and ratio.

    A unit is a ratee's item; units with one score say nothing. None where nothing varies or, for
    ratio, where a score is negative. Raises: Untold for a unit scored twice by one rater.
    """
    table = _table(scores)
    told = table[(~np.isnan(table)).sum(axis=1) > 1]
    values = np.unique(told[~np.isnan(told)])
    met = _coincidences(told, values)
    found = {name: _alpha(met, distance(values, met)) for name, distance in _DISTANCES.items()}
    return found if values.min(initial=0) >= 0 else found | {"ratio": None}


def _coincidences(table: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often each two values met within a unit, each unit weighing by its scores."""
    counts = (table[:, :, None] == values).sum(axis=1).astype(np.float64)
    per_pair = 1 / (counts.sum(axis=1, keepdims=True) - 1)
    met: NDArray[np.float64] = counts.T @ (counts * per_pair) - np.diag((counts * per_pair).sum(0))
    return met


def _alpha(met: NDArray[np.float64], distance: NDArray[np.float64]) -> float | None:
    totals, count = met.sum(axis=0), met.sum()
    expected = totals @ distance @ totals
    return float(1 - (count - 1) * (met * distance).sum() / expected) if expected > 0 else None


def _nominal(values: NDArray[np.float64], _met: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 - np.eye(len(values))


def _ordinal(_values: NDArray[np.float64], met: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many scores lie between two values, half of each of the two themselves."""
    totals = met.sum(axis=0)
    middle = totals.cumsum() - totals / 2
    gaps: NDArray[np.float64] = (middle[:, None] - middle) ** 2
    return gaps


def _interval(values: NDArray[np.float64], _met: NDArray[np.float64]) -> NDArray[np.float64]:
    gaps: NDArray[np.float64] = (values[:, None] - values) ** 2
    return gaps


def _ratio(values: NDArray[np.float64], _met: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = values[:, None] + values
    parts = np.divide(values[:, None] - values, sums, out=np.zeros_like(sums), where=sums != 0)
    gaps: NDArray[np.float64] = parts**2
    return gaps


_DISTANCES: Mapping[
    str, Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]
] = {"nominal": _nominal, "ordinal": _ordinal, "interval": _interval, "ratio": _ratio}


def _table(scores: Ratings) -> NDArray[np.float64]:
    """A row per ratee's item, a column per rater, NaN where none was given."""
    met = scores.ratee.codes * len(scores.item) + scores.item.codes
    keys, row = np.unique(met, return_inverse=True)
    place = row * len(scores.rater) + scores.rater.codes
    if len(np.unique(place)) < len(place):
        raise Untold(Why.TWICE)
    table = np.full((len(keys), len(scores.rater)), np.nan)
    table[row, scores.rater.codes] = scores.score
    return table
