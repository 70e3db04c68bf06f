"""Severity in logits: the many-facet rating scale. Pure.

log P(mark k) / P(mark k-1) = person - rater - item - covariates - step k. Few people are parameters
like the others (joint maximum likelihood: people and items about 0, raters free). From `_MARGINAL`
people on, or with covariates, they are a normal population on a fixed grid (marginal maximum
likelihood: raters and items about 0, its mean free), since joint estimates spread too far.
Marks that nobody gave have no step. Source: Linacre (1989); Adams, Wilson and Wu (1997).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily
from karsa.stats.ratings import Ratings, Side
from karsa.stats.severity import check_linked
from karsa.stats.untold import Untold, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import optimize, sparse, special
else:
    np = Lazily("numpy")
    optimize = Lazily("scipy.optimize")
    sparse = Lazily("scipy.sparse")
    special = Lazily("scipy.special")

_MARGINAL = 50
_NODES, _END = 101, 14.0
_MOST_MARKS = 20
_FLAT = 1e-6
_NUDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Facets:
    """Each rater's severity in logits, positive is severe, with its error; and what else is fitted.

    `steps`: the thresholds between neighbouring marks, about 0. `spread`: the standard deviation of
    the population, None where each person had a place of their own.
    """

    rater: NDArray[np.float64]
    error: NDArray[np.float64]
    item: NDArray[np.float64]
    covariates: tuple[NDArray[np.float64], ...]
    steps: NDArray[np.float64]
    spread: float | None
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class _Model:
    """How a vector of parameters makes each cell's place and the steps between marks.

    A cell is a distinct combination of what a mark depends on besides the population; `counts`
    has a row per person (marginal) or one for all (joint), and a column per cell and mark.
    """

    design: NDArray[np.float64]
    steps: NDArray[np.float64]
    counts: sparse.csr_array
    raters: NDArray[np.float64]
    parts: tuple[NDArray[np.float64], ...]

    @property
    def facets(self) -> int:
        """How many parameters say where the cells are; the steps' follow, then the population's."""
        return int(self.design.shape[1])


def facets(scores: Ratings) -> Facets:
    """Fit the rating scale to linked ratings.

    Raises: Untold where the rating graph falls apart, there are more than 20 different marks, or a
    rater gave nothing but the lowest or the highest mark.
    """
    check_linked(scores)
    marks, mark = np.unique(scores.score, return_inverse=True)
    if not 2 <= len(marks) <= _MOST_MARKS:
        raise Untold(Why.MARKS)
    highest = len(marks) - 1
    if _extreme(scores.rater, mark, highest).any():
        raise Untold(Why.EXTREME)
    is_marginal = len(scores.ratee) >= _MARGINAL or bool(scores.covariates)
    # Alone with a place of one's own, an extreme one has none: it lies at the end of the scale.
    telling = is_marginal | ~_extreme(scores.ratee, mark, highest)
    kept = np.flatnonzero(telling[scores.ratee.codes])
    model = _model(scores, mark, kept, len(marks), is_marginal=is_marginal)
    return _fitted(model, _marginal if is_marginal else _joint)


def _extreme(side: Side, mark: NDArray[np.int64], highest: int) -> NDArray[np.bool_]:
    """Who of a side has nothing but the lowest mark, or nothing but the highest."""
    count, total = (np.bincount(side.codes, told, len(side)) for told in (None, mark))
    found: NDArray[np.bool_] = (total == 0) | (total == highest * count)
    return found


def _model(
    scores: Ratings,
    mark: NDArray[np.int64],
    kept: NDArray[np.int64],
    marks: int,
    *,
    is_marginal: bool,
) -> _Model:
    sides = [scores.rater, scores.item, *(told for _name, told in scores.covariates)]
    codes = [side.codes[kept] for side in sides]
    raters = np.eye(len(scores.rater))
    people = np.unique(scores.ratee.codes[kept], return_inverse=True)[1]
    if is_marginal:
        raters = _about_zero(len(scores.rater))
    parts = (raters, *(_about_zero(len(side)) for side in sides[1:]))
    combined = np.stack(codes if is_marginal else [*codes, people])
    cells, cell = np.unique(combined, axis=1, return_inverse=True)
    columns = [-part[place] for part, place in zip(parts, cells, strict=False)]
    if not is_marginal:
        columns.append(_about_zero(int(people.max()) + 1)[cells[-1]])
    row = people if is_marginal else np.zeros_like(people)
    place = (row, cell.ravel() * marks + mark[kept])
    shape = (int(row.max()) + 1, cells.shape[1] * marks)
    counts = sparse.csr_array((np.ones(len(kept)), place), shape)
    return _Model(np.hstack(columns), _about_zero(marks - 1), counts, raters, parts)


def _about_zero(size: int) -> NDArray[np.float64]:
    """A column per member but the last, which is what the others leave to a sum of 0."""
    return np.vstack([np.eye(size - 1), -np.ones((1, size - 1))])


def _marks(place: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-probabilities of the marks (last axis) at these places on the scale."""
    climbed = np.concatenate([[0.0], np.cumsum(steps)])
    raw = place[..., None] * np.arange(len(climbed)) - climbed
    found: NDArray[np.float64] = raw - special.logsumexp(raw, axis=-1, keepdims=True)
    return found


def _slopes(
    expected: NDArray[np.float64], chance: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How the likelihood grows with each cell's place, and with the steps.

    Both arrays: cell, node, mark; how often a mark was met there, and how likely it was.
    """
    surplus = expected - expected.sum(axis=-1, keepdims=True) * chance
    place = (surplus @ np.arange(chance.shape[-1])).sum(axis=1)
    over = surplus.sum(axis=(0, 1))[::-1].cumsum()[::-1]
    return place, -over[1:]


def _joint(model: _Model, values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """The log-likelihood with a place of one's own for each person, and its slope."""
    place = model.design @ values[: model.facets]
    logs = _marks(place[:, None], model.steps @ values[model.facets :])
    counts = model.counts.toarray().reshape(logs.shape)
    by_place, by_step = _slopes(counts, np.exp(logs))
    slope = np.concatenate([model.design.T @ by_place, model.steps.T @ by_step])
    return float((counts * logs).sum()), slope


def _marginal(model: _Model, values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """The log-likelihood with a normal population, and its slope."""
    facets, (centre, log_spread) = model.facets, values[-2:]
    nodes = np.linspace(-_END, _END, _NODES)
    away = (nodes - centre) * np.exp(-log_spread)
    prior = -(away**2) / 2
    prior -= special.logsumexp(prior)
    place = (model.design @ values[:facets])[:, None] + nodes
    logs = _marks(place, model.steps @ values[facets:-2])
    own = model.counts @ logs.transpose(0, 2, 1).reshape(-1, _NODES) + prior
    total = special.logsumexp(own, axis=1)
    posterior = np.exp(own - total[:, None])
    expected = (model.counts.T @ posterior).reshape(len(place), -1, _NODES).transpose(0, 2, 1)
    by_place, by_step = _slopes(expected, np.exp(logs))
    surplus = (posterior - np.exp(prior)).sum(axis=0)
    by_population = np.array([surplus @ away * np.exp(-log_spread), surplus @ away**2])
    slope = [model.design.T @ by_place, model.steps.T @ by_step, by_population]
    return float(total.sum()), np.concatenate(slope)


def _fitted(
    model: _Model,
    likelihood: Callable[[_Model, NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
) -> Facets:
    def down(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        found, slope = likelihood(model, values)
        return -found, -slope

    size = model.facets + model.steps.shape[1] + 2 * (likelihood is _marginal)
    options = {"gtol": _FLAT, "maxiter": 2000}
    best = optimize.minimize(down, np.zeros(size), jac=True, method="BFGS", options=options)
    values, errors = best.x, np.linalg.inv(_curve(down, best.x))
    own = slice(0, model.raters.shape[1])
    error = np.sqrt(np.einsum("ij,jk,ik->i", model.raters, errors[own, own], model.raters))
    ends = np.cumsum([0, *(part.shape[1] for part in model.parts)])
    rater, item, *others = (
        part @ values[start:end]
        for part, start, end in zip(model.parts, ends, ends[1:], strict=False)
    )
    steps = model.steps @ values[model.facets :][: model.steps.shape[1]]
    spread = float(np.exp(values[-1])) if likelihood is _marginal else None
    return Facets(rater, error, item, tuple(others), steps, spread, -float(best.fun))


def _curve(
    down: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    values: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The second derivatives, from slopes on both sides."""
    nudges = np.eye(len(values)) * _NUDGE
    rows = [(down(values + nudge)[1] - down(values - nudge)[1]) / (2 * _NUDGE) for nudge in nudges]
    table = np.array(rows)
    return (table + table.T) / 2
