"""What ratings say of who gave them: halo, recency, drift, and gaps between groups. Pure.

Every figure comes with its interval of 95 %, or is None where the rows cannot tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily
from karsa.stats.sample import CONFIDENCE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import special
else:
    np = Lazily("numpy")
    special = Lazily("scipy.special")

_NONE = 1e-9
_REACH = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
# The transformed correlation has a variance of 1/(n - 3): with fewer rows it says nothing.
_LEAST_OF_HALO = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A figure, its standard error, and the interval that holds the true one in 95 % of cases."""

    value: float
    error: float
    low: float
    high: float
    n: int


def share(part: int, n: int) -> Told | None:
    """How large a share is: Wilson's interval, which never leaves 0 to 1. None of nobody.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if n < 1:
        return None
    value, squared = part / n, _REACH**2
    middle = (value + squared / (2 * n)) / (1 + squared / n)
    reach = _REACH / (1 + squared / n) * sqrt(value * (1 - value) / n + squared / (4 * n * n))
    low, high = max(middle - reach, 0.0), min(middle + reach, 1.0)
    return Told(value, (high - low) / (2 * _REACH), low, high, n)


def halo(first: Sequence[float], second: Sequence[float]) -> Told | None:
    """How far two ratings of the same people go together beyond what the evidence says of each.

    Both as departures from what the evidence proposed, so that people who are good at both are
    no halo. A correlation, -1 to 1, with Fisher's interval; None for fewer than five people or
    where nothing varies.
    """
    n = len(first)
    if n < _LEAST_OF_HALO or np.ptp(first) < _NONE or np.ptp(second) < _NONE:
        return None
    value = float(np.corrcoef(first, second)[0, 1])
    turned = atanh(min(max(value, -1 + _NONE), 1 - _NONE))
    reach = _REACH / sqrt(n - 3)
    low, high = tanh(turned - reach), tanh(turned + reach)
    return Told(value, (high - low) / (2 * _REACH), low, high, n)


def average(values: Sequence[float]) -> Told | None:
    """The mean of what each person stands for, with Student's interval; None under two."""
    known, n = np.asarray(values, dtype=np.float64), len(values)
    if n < 2:
        return None
    return _told(float(known.mean()), float(known.std(ddof=1)) / sqrt(n), n - 1, n)


def drifts(changes: Mapping[int, Sequence[float]]) -> dict[int, Told | None]:
    """How much more the same people's ratings rose with one rater than with all the others.

    `changes`: by rater, one person's rating now less the one before; a year that was better for
    all is nobody's drift. None under two people on either side.
    Source: Welch (1947), the generalization of Student's problem.
    """
    given = {rater: np.asarray(own, dtype=np.float64) for rater, own in changes.items()}
    n = sum(len(own) for own in given.values())
    total = sum(float(own.sum()) for own in given.values())
    squares = sum(float(own @ own) for own in given.values())
    return {
        rater: _drift(own, n - len(own), total - float(own.sum()), squares - float(own @ own))
        for rater, own in given.items()
    }


def _drift(own: NDArray[np.float64], n: int, total: float, squares: float) -> Told | None:
    """One rater's people against `n` others', whose values and their squares sum so."""
    if min(n, len(own)) < 2:
        return None
    parts = (
        (float(own.var(ddof=1)) / len(own), len(own) - 1),
        (max(squares - total * total / n, 0.0) / (n - 1) / n, n - 1),
    )
    spread = sum(part for part, _free in parts)
    weight = sum(part**2 / free for part, free in parts)
    free = spread**2 / weight if weight > 0 else len(own) - 1
    return _told(float(own.mean()) - total / n, sqrt(spread), free, len(own))


def slopes(
    score: Sequence[float], columns: Sequence[Sequence[float]], groups: Sequence[int]
) -> list[Told | None]:
    """What a step of each column adds to the score, within groups (raters) and at equal others.

    Groups may be severe or lenient and have stronger or weaker people: only differences inside
    a group count. Least squares with errors that do not ask for equal spread (HC3). None where
    nothing tells the columns apart, or everything follows from them.
    Source: MacKinnon and White (1985), heteroskedasticity-consistent estimators.
    """
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    size = np.bincount(codes)
    left = _inside(np.asarray(score, dtype=np.float64), codes, size)
    wide = [_inside(np.asarray(one, dtype=np.float64), codes, size) for one in columns]
    free = len(left) - len(size) - len(wide)
    table = np.column_stack(wide) if wide and len(left) else np.zeros((len(left), len(wide)))
    if free < 1 or np.linalg.matrix_rank(table) < len(wide):
        return [None] * len(wide)
    inverse = np.linalg.inv(table.T @ table)
    found = inverse @ table.T @ left
    leverage = np.einsum("ij,jk,ik->i", table, inverse, table) + 1 / size[codes]
    # One who is alone in a group tells nothing and has no rest.
    spare = np.maximum(1 - leverage, _NONE)
    rest = np.where(size[codes] > 1, (left - table @ found) / spare, 0.0)
    if np.abs(rest).max() < _NONE:  # where nothing is left to chance no range can be told
        return [None] * len(wide)
    spread = inverse @ (table.T * rest**2) @ table @ inverse
    errors = np.sqrt(np.diag(spread))
    told = zip(found.tolist(), errors.tolist(), strict=True)
    return [_told(value, error, free, len(left)) for value, error in told]


def gaps(
    score: Sequence[float], evidence: Sequence[str], group: Sequence[str], groups: Sequence[int]
) -> dict[str, Told | None]:
    """How much higher each group of people is rated than the largest one, at equal evidence.

    `evidence`: what the evidence proposed, as a word; `groups`: raters, as in `slopes`. The
    largest group is left out of the answer: the others are told against it.
    """
    counts = {name: list(group).count(name) for name in dict.fromkeys(group)}
    others = sorted(counts, key=lambda name: (-counts[name], name))[1:]
    columns = [[float(one == name) for one in group] for name in others]
    columns += _levels(evidence, groups)
    return dict(zip(others, slopes(score, columns, groups), strict=False))


def _levels(evidence: Sequence[str], groups: Sequence[int]) -> list[list[float]]:
    """A column for each word of the evidence that the ones before do not tell within raters.

    One that is the same for all of a rater's people says nothing, and would hide the rest.
    """
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    size = np.bincount(codes)
    kept: list[list[float]] = []
    inside: list[NDArray[np.float64]] = []
    for level in sorted(set(evidence))[1:]:
        column = [float(one == level) for one in evidence]
        wide = [*inside, _inside(np.asarray(column), codes, size)]
        if np.linalg.matrix_rank(np.column_stack(wide)) == len(wide):
            kept.append(column)
            inside = wide
    return kept


def _inside(
    values: NDArray[np.float64], codes: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each value less the mean of its group."""
    found: NDArray[np.float64] = values - (np.bincount(codes, values) / size)[codes]
    return found


def _told(value: float, error: float, free: float, n: int) -> Told:
    reach = float(special.stdtrit(free, (1 + CONFIDENCE) / 2)) * error
    return Told(value, error, value - reach, value + reach, n)
