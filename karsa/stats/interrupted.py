"""One series before and after a day, where nothing compares: level and trend may change. Pure.

The line before is carried on; what lies between it and the line after is the effect, if nothing
else happened. Errors of neighbouring months hang together, which the standard error allows for.
Source: Wagner and others (2002), segmented regression; Newey and West (1987), with the usual lag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karsa.stats.estimate import Estimate, by_t
from karsa.stats.lazily import Lazily
from karsa.stats.untold import Untold, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = Lazily("numpy")

# On each side; with fewer a line is drawn through noise (Penfold and Zhang 2013).
LEAST_POINTS = 8


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What changed: the jump at the start, the slope per unit of time, and the mean since then."""

    level: Estimate
    trend: Estimate
    mean: Estimate
    before: int
    after: int
    lag: int


def interrupted(times: Sequence[float], y: Sequence[float], start: float) -> Interrupted:
    """Compare a series from `start` on with its line before; NaN is a missing value.

    Raises: Untold with fewer than LEAST_POINTS values on a side.
    """
    moment, value = np.asarray(times, np.float64), np.asarray(y, np.float64)
    kept = np.argsort(moment, kind="stable")
    kept = kept[np.isfinite(value[kept])]
    moment, value = moment[kept] - start, value[kept]
    after = moment >= 0
    counts = int((~after).sum()), int(after.sum())
    if min(counts) < LEAST_POINTS:
        raise Untold(Why.SHORT)
    x = np.column_stack([np.ones(len(value)), moment, after, after * moment])
    slope, spread, lag = _fit(x, value)
    freedom = len(value) - x.shape[1]

    def told(*weights: float) -> Estimate:
        w = np.array(weights)
        return by_t(float(w @ slope), float(w @ spread @ w), freedom)

    middle = float(moment[after].mean())
    return Interrupted(told(0, 0, 1, 0), told(0, 0, 0, 1), told(0, 0, 1, middle), *counts, lag)


def _fit(
    x: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Least squares, with the covariance of its slopes where errors hang together."""
    n, columns = x.shape
    bread = np.linalg.inv(x.T @ x)
    slope = bread @ (x.T @ y)
    score = x * (y - x @ slope)[:, None]
    lag = int(4 * (n / 100) ** (2 / 9))
    middle = score.T @ score
    for step in range(1, lag + 1):
        both = score[step:].T @ score[:-step]
        middle += (1 - step / (lag + 1)) * (both + both.T)
    return slope, bread @ middle @ bread * n / (n - columns), lag
