"""The classic regression beside the group-time effects: a level per unit and one per time. Pure.

What came 0, 1, 2 … after the start, with the errors of ordinary least squares. Where groups start
at different times it compares late with early ones as well; it stands here because published
studies are told in it.
Source: Wooldridge, Econometric Analysis of Cross Section and Panel Data, chapter 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from karsa.stats.estimate import Estimate, by_t
from karsa.stats.lazily import Lazily
from karsa.stats.panel import Panel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy import sparse
else:
    np = Lazily("numpy")
    sparse = Lazily("scipy.sparse")

_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Fixed:
    """Effects by time since the start, levels by time against the first, and the sample."""

    events: tuple[tuple[float, Estimate], ...]
    times: tuple[tuple[float, Estimate], ...]
    rows: int
    units: int


def fixed_effects(data: Panel) -> Fixed | None:
    """Fit the regression; None where nothing is left to judge errors by."""
    unit, time = np.nonzero(np.isfinite(data.y))
    since = data.times[time] - data.first[unit]
    events = sorted(set(since[since >= 0].tolist()))
    table = _table(time, since, events, len(data.times))
    inside, gained, square = _within(table, data.y[unit, time], unit)
    among = np.linalg.pinv(inside, rcond=_NOTHING, hermitian=True)
    known = np.diag(among @ inside) > 1 - 1e-6
    freedom = len(unit) - len(set(unit.tolist())) - int(np.linalg.matrix_rank(inside))
    if freedom < 1 or not events:
        return None
    slope = among @ gained
    rest = max(square - float(slope @ gained), 0.0) / freedom
    told = [
        by_t(b, rest * v, freedom) if sure else None
        for b, v, sure in zip(slope, np.diag(among), known, strict=True)
    ]
    later = len(data.times) - 1
    return Fixed(
        events=tuple((e, one) for e, one in zip(events, told[later:], strict=True) if one),
        times=tuple((t, one) for t, one in zip(data.times[1:].tolist(), told, strict=False) if one),
        rows=len(unit),
        units=len(set(unit.tolist())),
    )


def _table(
    time: NDArray[np.int64], since: NDArray[np.float64], events: list[float], times: int
) -> sparse.csr_array:
    """A column per time but the first, then one per time since the start."""
    after = np.flatnonzero(since >= 0)
    later = np.flatnonzero(time)
    rows = np.concatenate([later, after])
    columns = np.concatenate([time[later] - 1, times - 1 + np.searchsorted(events, since[after])])
    size = (len(time), times - 1 + len(events))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), size)


def _within(
    table: sparse.csr_array, y: NDArray[np.float64], unit: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Sums of squares and products about each unit's mean."""
    count = np.bincount(unit)
    names = np.flatnonzero(count)
    place = np.searchsorted(names, unit)
    cells = (np.ones(len(unit)), (place, np.arange(len(unit))))
    member = sparse.csr_array(cells, (len(names), len(unit)))
    sums, total = member @ table, member @ y
    share = sparse.diags_array(1 / count[names])
    inside = (table.T @ table - sums.T @ (share @ sums)).toarray()
    mean = total / count[names]
    return inside, table.T @ y - sums.T @ mean, float(y @ y - total @ mean)
