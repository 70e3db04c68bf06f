"""People and raters, crossed: how much of a score is the person, how much the rater. Pure.

score = fixed effects + outer + inner + rest, all three normal, their variances estimated by
restricted maximum likelihood. The outer side's block of the equations is diagonal and is taken out
first, so that only one row for each member of the inner side stays.
Source: Henderson (1984), mixed model equations; Gilmour, Thompson and Cullis (1995), average
information.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from karsa.stats.lazily import Lazily

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import linalg, sparse
else:
    np = Lazily("numpy")
    linalg = Lazily("scipy.linalg")
    sparse = Lazily("scipy.sparse")

_ROUNDS = 100
# Of the logarithm of a variance; the step after it would be its square.
_CLOSE = 1e-4
# Beside the rest's, a variance this small is none; its logarithm would fall for ever.
_NONE = 1e-9
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Effects:
    """What a side's members add to a score: best predictions, drawn towards 0, and their errors."""

    variance: float
    value: NDArray[np.float64]
    error: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A fitted model; `fixed` in the order of its columns, `rest` the variance that is left."""

    fixed: NDArray[np.float64]
    outer: Effects
    inner: Effects
    rest: float


class _Equations:
    """The mixed model equations, with everything that does not depend on the variances."""

    def __init__(
        self,
        score: NDArray[np.float64],
        fixed: NDArray[np.float64],
        sides: Sequence[tuple[NDArray[np.int64], int]],
        weights: NDArray[np.float64],
    ) -> None:
        self.outer, inner = (_design(*side) for side in sides)
        self.score, self.weights, self.columns = score, weights, fixed.shape[1]
        self.kept = sparse.hstack([sparse.csr_array(fixed), inner], format="csr")
        weighed = sparse.diags_array(weights) @ self.kept
        self.between = (self.outer.T @ weighed).tocsr()
        self.among = (self.kept.T @ weighed).tocsr()
        self.on_diagonal = self.outer.T @ weights


class _Solved:
    """The equations' answers at given variances of outer, inner and rest."""

    def __init__(self, of: _Equations, variances: NDArray[np.float64]) -> None:
        self.of, self.variances = of, variances
        self.diagonal = of.on_diagonal + variances[2] / variances[0]
        factor = linalg.cholesky(self._left(), lower=True, overwrite_a=True, check_finite=False)
        self.fixed, self.outer, self.inner, self.rest = self._effects(factor, of.score)
        inner_part = of.kept[:, of.columns :] @ self.inner
        working = (of.outer @ self.outer, inner_part, self.rest)
        projected = [of.weights * self._effects(factor, column)[3] for column in working]
        table = [[one @ other for other in projected] for one in working]
        self.curve = np.array(table) / (2 * variances[2])
        # In place of the factor: its lower triangle, zeros above.
        self.inverse, failed = linalg.lapack.dpotri(factor, lower=1, overwrite_c=1)
        if failed:
            raise np.linalg.LinAlgError

    def _left(self) -> NDArray[np.float64]:
        """What stays of the equations without the outer side."""
        ridge = np.full(self.of.among.shape[0], self.variances[2] / self.variances[1])
        ridge[: self.of.columns] = 0
        taken_out = self.of.between.T @ self._by_diagonal(1)
        left = self.of.among + sparse.diags_array(ridge) - taken_out
        dense: NDArray[np.float64] = left.toarray(order="F")
        return dense

    def _effects(
        self, factor: NDArray[np.float64], score: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], ...]:
        """Fixed, outer and inner effects of a column of scores, and what they leave."""
        of, weighed = self.of, self.of.weights * score
        outside = of.outer.T @ weighed
        right = of.kept.T @ weighed - of.between.T @ (outside / self.diagonal)
        kept = linalg.cho_solve((factor, True), right, check_finite=False)
        outer = (outside - of.between @ kept) / self.diagonal
        left = score - of.kept @ kept - of.outer @ outer
        return kept[: of.columns], outer, kept[of.columns :], left

    def step(self) -> NDArray[np.float64]:
        """How far the logarithms of the variances should move."""
        of, sizes = self.of, np.array([len(self.outer), len(self.inner)])
        taken = sizes - self._traces() * self.variances[2] / self.variances[:2]
        traces = np.append(taken, len(of.score) - of.columns - taken.sum())
        rest = self.rest @ (of.weights * self.rest)
        squares = np.array([self.outer @ self.outer, self.inner @ self.inner, rest])
        slope = (squares / self.variances - traces) / 2
        free = (self.variances > _NONE * self.variances[2]) | (slope > 0)
        free[:2] &= sizes > 0
        step = np.zeros(3)
        step[free] = np.linalg.solve(self.curve[np.ix_(free, free)], slope[free])
        bounded: NDArray[np.float64] = np.clip(step, -1, 1)
        return bounded

    def _traces(self) -> NDArray[np.float64]:
        """The sums of the outer and of the inner error variances, in units of the rest's."""
        twice = (self.of.between.T @ self._by_diagonal(2)).tocoo()
        row, column = twice.coords
        below = self.inverse[np.maximum(row, column), np.minimum(row, column)]
        outer = (1 / self.diagonal).sum() + twice.data @ below
        return np.array([outer, np.diag(self.inverse)[self.of.columns :].sum()])

    def fitted(self) -> Crossed:
        """The answers as others read them. The inverse ends with it."""
        outer, inner, rest = self.variances
        inner_errors = np.diag(self.inverse)[self.of.columns :].copy()
        return Crossed(
            self.fixed,
            Effects(float(outer), self.outer, np.sqrt(self._outer_errors() * rest)),
            Effects(float(inner), self.inner, np.sqrt(inner_errors * rest)),
            float(rest),
        )

    def _outer_errors(self) -> NDArray[np.float64]:
        """1/d + k' inverse k, for each row k of the taken-out side; from the lower triangle."""
        np.fill_diagonal(self.inverse, np.diag(self.inverse) / 2)
        rows = self._by_diagonal(1).tocsr()
        found: NDArray[np.float64] = 1 / self.diagonal
        for start in range(0, len(found), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            found[start : start + _AT_ONCE] += 2 * some.multiply(some @ self.inverse).sum(axis=1)
        return found

    def _by_diagonal(self, power: int) -> Any:
        return sparse.diags_array(self.diagonal**-power) @ self.of.between


def fit(
    score: NDArray[np.float64],
    fixed: NDArray[np.float64],
    sides: Sequence[tuple[NDArray[np.int64], int]],
    weights: NDArray[np.float64] | None = None,
) -> Crossed:
    """Fit the model to one score per row. `sides`: each row's outer and inner code, and how many.

    An inner side of no members makes it a one-way model. `weights` are inverse to the rest's
    variance. Raises: LinAlgError if the fixed columns hang together; ArithmeticError if the
    variances do not settle.
    """
    weighed = np.ones(len(score)) if weights is None else weights
    equations = _Equations(score, fixed, sides, weighed)
    variances = _first_guess(score, sides)
    if not variances.all():
        raise ArithmeticError("nothing varies")
    for _round in range(_ROUNDS):
        solved = _Solved(equations, variances)
        step = solved.step()
        if np.max(np.abs(step)) < _CLOSE:
            return solved.fitted()
        variances = variances * np.exp(step)
    raise ArithmeticError("the variances do not settle")


def _first_guess(
    score: NDArray[np.float64], sides: Sequence[tuple[NDArray[np.int64], int]]
) -> NDArray[np.float64]:
    """Variances from what varies within one member of a side and within one of the other."""
    total = np.var(score, ddof=1)
    within = [_within(score, codes, size) for codes, size in sides]
    found = np.array([total - within[0], total - within[1], sum(within) - total])
    guess: NDArray[np.float64] = np.maximum(found, total / 20)
    return guess


def _within(score: NDArray[np.float64], codes: NDArray[np.int64], size: int) -> float:
    if not size:
        return float(np.var(score, ddof=1))
    mean = np.bincount(codes, score, size) / np.maximum(np.bincount(codes, minlength=size), 1)
    left = score - mean[codes]
    return float(left @ left / max(len(score) - size, 1))


def _design(codes: NDArray[np.int64], size: int) -> Any:
    if not size:
        return sparse.csr_array((len(codes), 0))
    rows = np.arange(len(codes))
    return sparse.csr_array((np.ones(len(codes)), (rows, codes)), (len(codes), size))
