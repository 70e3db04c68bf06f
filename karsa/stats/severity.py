"""Who rates severely, with how much doubt: a crossed model of people, raters and items. Pure.

A pair's items share one error (a rater's whole impression of a person), so that seven items are
not seven opinions. Item by item the scores tell what an item is worth; then each pair counts once,
with its mean, in the crossed model (`karsa.stats.crossed`). Exact where every pair answers the
same items; otherwise a pair weighs by how many it answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karsa.stats.crossed import Crossed, Effects, fit
from karsa.stats.lazily import Lazily
from karsa.stats.ratings import Ratings, Side, side
from karsa.stats.untold import Untold, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import sparse
else:
    np = Lazily("numpy")
    sparse = Lazily("scipy.sparse")


@dataclass(frozen=True, slots=True)
class Severity:
    """Each rater's severity in units of the score, drawn towards 0; positive is severe.

    `merit` is each ratee's place without the raters' severity, with its error, about the mean.
    The variances say how much of a pair's mean is the person, the rater, and neither.
    """

    mean: float
    rater: Effects
    merit: Effects
    rest: float


@dataclass(frozen=True, slots=True)
class _Pairs:
    """One row per ratee and rater who met: the mean of their items, freed of the items' worth."""

    ratee: NDArray[np.int64]
    rater: NDArray[np.int64]
    mean: NDArray[np.float64]
    count: NDArray[np.float64]
    first: NDArray[np.int64]
    within: float


def severity(scores: Ratings) -> Severity:
    """Fit the crossed model to linked ratings.

    Raises: Untold where the rating graph falls apart, where one rater or one ratee is all there
    is, or where nothing varies.
    """
    check_linked(scores)
    pairs = _pairs(scores)
    fixed = _columns(scores, pairs.first)
    try:
        found = _fit(scores, pairs, fixed, np.ones(len(pairs.mean)))
        if np.ptp(pairs.count):
            found = _fit(scores, pairs, fixed, _weights(pairs, found.rest))
    except (ArithmeticError, np.linalg.LinAlgError):
        raise Untold(Why.FLAT) from None
    return _turned(scores, found)


def check_linked(scores: Ratings) -> None:
    """Raise Untold if raters cannot be compared: nothing links them, or there is only one."""
    if len(scores.rater) < 2 or len(scores.ratee) < 2:
        raise Untold(Why.FEW)
    if scores.components().any():
        raise Untold(Why.UNLINKED)


def _pairs(scores: Ratings) -> _Pairs:
    met = scores.ratee.codes * len(scores.rater) + scores.rater.codes
    keys, first, pair = np.unique(met, return_index=True, return_inverse=True)
    count = np.bincount(pair).astype(np.float64)
    left = scores.score - _item_worth(scores, pair, count)[scores.item.codes]
    mean = _mean(pair, left, count)
    spare = len(left) - len(keys) - len(scores.item) + 1
    within = float(np.sum((left - mean[pair]) ** 2) / spare) if spare > 0 else 0.0
    ratee, rater = np.divmod(keys, len(scores.rater))
    return _Pairs(ratee, rater, mean, count, first, within)


def _item_worth(
    scores: Ratings, pair: NDArray[np.int64], count: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What each item adds, from what pairs say of several items; the mean item adds 0."""
    size = len(scores.item)
    cells = (np.ones(len(pair)), (pair, scores.item.codes))
    answered = sparse.csr_array(cells, (len(count), size))
    among = answered.T @ (sparse.diags_array(1 / count) @ answered)
    own = np.bincount(scores.item.codes, scores.score - _mean(pair, scores.score, count)[pair])
    table = np.diag(np.bincount(scores.item.codes).astype(np.float64)) - among.toarray()
    worth = np.linalg.lstsq(table, own, rcond=None)[0]
    centred: NDArray[np.float64] = worth - worth.mean()
    return centred


def _mean(
    codes: NDArray[np.int64], values: NDArray[np.float64], count: NDArray[np.float64]
) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.bincount(codes, values) / count
    return found


def _weights(pairs: _Pairs, rest: float) -> NDArray[np.float64]:
    """How much a pair's mean tells, from how many items it is the mean of; 1 on average."""
    shared = max(rest - pairs.within * float(np.mean(1 / pairs.count)), 0.0)
    weights = 1 / (shared + pairs.within / pairs.count)
    scaled: NDArray[np.float64] = weights / weights.mean()
    return scaled


def _columns(scores: Ratings, first: NDArray[np.int64]) -> NDArray[np.float64]:
    """A column of ones, then one for each further value of each covariate."""
    columns = [np.ones(len(first))]
    for _name, told in scores.covariates:
        columns += _deviations(told, first)
    return np.column_stack(columns)


def _deviations(told: Side, first: NDArray[np.int64]) -> list[NDArray[np.float64]]:
    codes = side(told.names[code] for code in told.codes[first]).codes
    last = codes.max(initial=0)
    return [(codes == code).astype(np.float64) - (codes == last) for code in range(last)]


def _fit(
    scores: Ratings, pairs: _Pairs, fixed: NDArray[np.float64], weights: NDArray[np.float64]
) -> Crossed:
    """The crossed model with the larger side as the outer one."""
    sides = [(pairs.ratee, len(scores.ratee)), (pairs.rater, len(scores.rater))]
    return fit(pairs.mean, fixed, sorted(sides, key=lambda one: -one[1]), weights)


def _turned(scores: Ratings, found: Crossed) -> Severity:
    ratee, rater = found.outer, found.inner
    if len(scores.rater) > len(scores.ratee):
        ratee, rater = rater, ratee
    severe = Effects(rater.variance, -rater.value, rater.error)
    return Severity(float(found.fixed[0]), severe, ratee, found.rest)
