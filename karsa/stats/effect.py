"""What something changed, where units began at different times: group-time effects. Pure.

For each group (units treated for the first time at one moment) and each moment, the change since
the last moment before treatment is compared with that of units never treated. Before treatment
each moment is compared with the one before it, which shows whether both went the same way.
Source: Callaway and Sant'Anna (2021), with the varying base period of their reference software.
Where a value is missing, a unit is left out of the comparisons that need it, not of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING

from karsa.stats.estimate import Estimate, by_t
from karsa.stats.lazily import Lazily
from karsa.stats.panel import Panel, aligned
from karsa.stats.robust import gain
from karsa.stats.untold import Untold, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import special
else:
    np = Lazily("numpy")
    special = Lazily("scipy.special")


@dataclass(frozen=True, slots=True)
class Cell:
    """The effect on one group at one moment; before its start, how both differed anyway."""

    group: float
    time: float
    estimate: Estimate
    treated: int
    control: int
    influence: NDArray[np.float64] = field(repr=False)
    used: NDArray[np.bool_] = field(repr=False)

    @property
    def event(self) -> float:
        """How long after the start; negative before it."""
        return self.time - self.group


@dataclass(frozen=True, slots=True)
class Effects:
    """All comparisons and what they come to.

    `dynamic`: by time since the start; `overall` is the mean over those from the start on.
    `groups`: each group's mean; `simple`: the mean over all treated groups and moments.
    `before`: the probability of differences before the start as large as these, if there were
    none; None where nothing can be tested. `drift`: by how much both moved apart with each moment
    before the start (the slope of a straight line), None with fewer than two such steps.
    `plain`: cells whose covariates could not be used.
    """

    cells: tuple[Cell, ...]
    dynamic: tuple[tuple[float, Estimate], ...]
    groups: tuple[tuple[float, Estimate], ...]
    overall: Estimate
    group: Estimate
    simple: Estimate
    before: float | None
    drift: Estimate | None
    plain: int


# An effect with each unit's influence on it, and which units speak for it.
_Told = tuple[float, "NDArray[np.float64]", "NDArray[np.bool_]"]


def effects(data: Panel) -> Effects:
    """Compare treated units with those never treated.

    Raises: Untold without a treated unit, without one never treated, or without a comparison
    across a start.
    """
    if data.never.all():
        raise Untold(Why.UNTREATED)
    if not data.never.any():
        raise Untold(Why.UNCOMPARED)
    cells, plain = _cells(data)
    after = [cell for cell in cells if cell.event >= 0]
    if not after:
        raise Untold(Why.UNSEEN)
    share = {group: float(np.mean(data.first == group)) for group in data.groups()}
    by_event = {e: _joined(data, share, _at(cells, e)) for e in _events(cells)}
    by_group = {g: _mean([_of(c) for c in after if c.group == g]) for g in _started(after)}
    steps = [told for event, told in by_event.items() if event < 0]
    summed = _mean([told for event, told in by_event.items() if event >= 0])

    def sure(told: _Told) -> Estimate:
        return _estimate(data, *told)

    return Effects(
        cells=tuple(cells),
        dynamic=tuple((event, sure(told)) for event, told in by_event.items()),
        groups=tuple((group, sure(told)) for group, told in by_group.items()),
        overall=sure(summed),
        group=sure(_weighed(data, share, list(by_group.items()))),
        simple=sure(_joined(data, share, after)),
        before=_pretest([cell for cell in cells if cell.event < 0]),
        drift=sure(_sloped(steps)) if len(steps) > 1 else None,
        plain=plain,
    )


def _cells(data: Panel) -> tuple[list[Cell], int]:
    found, plain = [], 0
    for group in data.groups():
        for place in range(1, len(data.times)):
            before = place - 1
            if data.times[place] >= group:
                before = int(np.searchsorted(data.times, group)) - 1
            cell, adjusted = _cell(data, group, before, place)
            if cell is not None:
                found.append(cell)
                plain += not adjusted
    return found, plain


def _cell(data: Panel, group: float, before: int, place: int) -> tuple[Cell | None, bool]:
    """One comparison, None where a side is empty; whether covariates were used if there are any."""
    change = data.y[:, place] - data.y[:, before]
    beside = data.covariates[:, before]
    member = data.first == group
    kept = (member | data.never) & np.isfinite(change) & np.isfinite(beside).all(axis=1)
    treated = member[kept].astype(np.float64)
    count, others = int(treated.sum()), int((1 - treated).sum())
    if not count or not others:
        return None, True
    value, told, adjusted = _gain(change[kept], treated, beside[kept])
    influence = np.zeros(len(kept))
    influence[kept] = told * (len(kept) / len(treated))
    estimate = _estimate(data, value, influence, kept)
    time = float(data.times[place])
    return Cell(group, time, estimate, count, others, influence, kept), adjusted


def _gain(
    change: NDArray[np.float64], treated: NDArray[np.float64], beside: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64], bool]:
    """The comparison, and whether it was adjusted; a column that tells nothing of others is out."""
    ones = np.ones((len(change), 1))
    varied = beside[:, np.ptp(beside[treated == 0], axis=0) > 0]
    if varied.shape[1]:
        scaled = (varied - varied.mean(axis=0)) / varied.std(axis=0)
        with suppress(np.linalg.LinAlgError):
            return *gain(change, treated, np.hstack([ones, scaled])), True
    return *gain(change, treated, ones), not beside.shape[1]


def _of(cell: Cell) -> _Told:
    return cell.estimate.effect, cell.influence, cell.used


def _events(cells: Iterable[Cell]) -> list[float]:
    return sorted({cell.event for cell in cells})


def _started(cells: Iterable[Cell]) -> list[float]:
    return sorted({cell.group for cell in cells})


def _at(cells: Iterable[Cell], event: float) -> list[Cell]:
    return [cell for cell in cells if cell.event == event]


def _joined(data: Panel, share: dict[float, float], cells: Sequence[Cell]) -> _Told:
    return _weighed(data, share, [(cell.group, _of(cell)) for cell in cells])


def _weighed(data: Panel, share: dict[float, float], told: Sequence[tuple[float, _Told]]) -> _Told:
    """Cells weighed by how many units their groups have; that number is not certain either."""
    weights = np.array([share[group] for group, _one in told])
    total = float(weights.sum())
    mean = sum(w * one[0] for w, (_group, one) in zip(weights, told, strict=True)) / total
    influence = np.zeros(len(data.first))
    used = np.zeros(len(data.first), np.bool_)
    for weight, (group, (value, influences, uses)) in zip(weights, told, strict=True):
        influence += weight / total * influences
        influence += ((data.first == group) - weight) * (value - mean) / total
        used |= uses
    return float(mean), influence, used


def _mean(told: Sequence[_Told]) -> _Told:
    value = sum(one[0] for one in told) / len(told)
    influence = sum((one[1] for one in told[1:]), told[0][1]) / len(told)
    used = np.logical_or.reduce([one[2] for one in told])
    return value, influence, used


def _sloped(steps: Sequence[_Told]) -> _Told:
    """The slope of a line through the path that the steps make."""
    place = np.arange(len(steps) + 1) - len(steps) / 2
    # A step lifts every later place of the path.
    weights = np.cumsum(place[::-1])[::-1][1:] / (place @ place)
    value = float(weights @ [step[0] for step in steps])
    return value, weights @ np.array([step[1] for step in steps]), _mean(steps)[2]


def _estimate(
    data: Panel, value: float, influence: NDArray[np.float64], used: NDArray[np.bool_]
) -> Estimate:
    """The error by influence; the interval is Welch's over groups, wide where they are small.

    How much the unit of a group of one varies is not seen: it counts like the other groups' units.
    """
    cohort, place = np.unique(data.first[used], return_inverse=True)
    count = np.bincount(place)
    own = np.bincount(place, influence[used] ** 2)
    several, treated = count > 1, np.isfinite(cohort)
    if not (several & treated).any() or not (several & ~treated).any():
        return Estimate(value)
    own[several] = (own * count)[several] / (count[several] - 1)
    lent = own[several & treated].sum() / count[several & treated].sum()
    own[~several] = np.maximum(own[~several], lent)
    wide, doubt = float(own.sum()), float((own[several] ** 2 / (count[several] - 1)).sum())
    n = len(influence)
    error = sqrt(float(influence @ influence)) / n
    return replace(by_t(value, wide / n**2, wide**2 / doubt if doubt else 1.0), se=error)


def _pretest(cells: Sequence[Cell]) -> float | None:
    """Wald's test that nothing differed before; None where too few units speak for it."""
    known = [cell for cell in cells if cell.estimate.se is not None]
    if not known:
        return None
    influence = np.array([cell.influence for cell in known])
    spread = influence @ influence.T / influence.shape[1] ** 2
    rank = int(np.linalg.matrix_rank(spread))
    if rank < len(known):
        return None
    off = np.array([cell.estimate.effect for cell in known])
    return float(special.chdtrc(len(known), off @ np.linalg.solve(spread, off)))


@dataclass(frozen=True, slots=True)
class Moment:
    """The treated units' mean level at a time since their start, and where it would have been.

    `expected` follows the comparison, with its 95 % interval; None where nothing compares.
    """

    event: float
    actual: float
    expected: float | None
    low: float | None
    high: float | None


def moments(data: Panel, found: Effects) -> list[Moment]:
    """Return the picture of a comparison, by time since the start.

    Both lines meet at the last moment before; earlier ones show how they went until then.
    """
    steps = [(event, one.effect) for event, one in found.dynamic if event < 0]
    apart = {-1.0: Estimate(0.0), **{e: one for e, one in found.dynamic if e >= 0}}
    gap = 0.0
    for place in range(len(steps) - 1, -1, -1):
        event, step = steps[place]
        gap -= step
        earlier = steps[place - 1][0] if place else event - 1
        apart[earlier] = Estimate(gap)
    return [_moment(m, y, apart.get(m)) for m, y in zip(*aligned(data), strict=True)]


def _moment(event: float, actual: float, gap: Estimate | None) -> Moment:
    if gap is None:
        return Moment(event, actual, None, None, None)
    low = None if gap.high is None else actual - gap.high
    high = None if gap.low is None else actual - gap.low
    return Moment(event, actual, actual - gap.effect, low, high)
