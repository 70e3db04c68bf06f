"""One comparison of two groups and two moments, doubly robust. Pure.

What the treated would have gained is told by the others who resemble them: by a regression of the
gain, and by weights from the odds of being treated; it is enough that one of both is right.
Source: Sant'Anna and Zhao (2020), the estimator for panels with its influence function; with a
column of ones alone it is the difference of two mean gains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = Lazily("numpy")

_ROUNDS = 50
_CLOSE = 1e-10
# A comparison unit so sure to be treated is no comparison.
_TRIM = 0.995
_SURE = 1 - 1e-6


def gain(
    change: NDArray[np.float64], treated: NDArray[np.float64], x: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    """Return the mean effect on the treated, and each unit's influence on it.

    `treated` is 0 or 1, `x` has a column of ones. Raises numpy's LinAlgError where `x` cannot
    tell the groups apart or always does.
    """
    n = len(change)
    if np.linalg.matrix_rank(x[treated == 0]) < x.shape[1]:
        raise np.linalg.LinAlgError("the comparison does not tell the columns apart")
    odds, slope_odds = _odds(treated, x)
    others = 1 - treated
    slope = np.linalg.solve(x.T @ (others[:, None] * x), x.T @ (others * change))
    left = change - x @ slope
    weight = odds / (1 - odds) * others * (odds < _TRIM)
    of_treated = treated * left / treated.mean()
    against = weight * left / weight.mean()
    first, second = of_treated.mean(), against.mean()
    bread = np.linalg.inv(x.T @ (others[:, None] * x) / n)
    by_slope = ((others * left)[:, None] * x) @ bread
    pull = (treated[:, None] * x).mean(axis=0) / treated.mean()
    push = (weight[:, None] * x).mean(axis=0) / weight.mean()
    tilt = ((weight * (left - second))[:, None] * x).mean(axis=0) / weight.mean()
    influence = of_treated - treated * first / treated.mean() - by_slope @ (pull - push)
    influence -= against - weight * second / weight.mean() + slope_odds @ tilt
    return float(first - second), influence


def _odds(
    treated: NDArray[np.float64], x: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The logistic probability of being treated, and each unit's influence on its slopes."""
    slope = np.zeros(x.shape[1])
    for _round in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(x @ slope, -500, 500)))
        table = x.T @ ((chance * (1 - chance))[:, None] * x)
        step = np.linalg.solve(table, x.T @ (treated - chance))
        slope += step
        if np.abs(step).max() < _CLOSE * (1 + np.abs(slope).max()):
            break
    else:
        raise np.linalg.LinAlgError("the groups share no units that resemble each other")
    spread = np.linalg.inv(table) * len(x)
    return np.minimum(chance, _SURE), ((treated - chance)[:, None] * x) @ spread
