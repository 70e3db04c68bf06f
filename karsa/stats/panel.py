"""Units followed over time, some of which something happened to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily
from karsa.stats.ratings import side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = Lazily("numpy")


@dataclass(frozen=True, slots=True)
class Panel:
    """Values of units (rows) at times (columns, rising); NaN where nothing was measured.

    `first` is when a unit was treated for the first time, infinite for never. `covariates` are
    units × times × columns. `early` counts units left out: treated before they were followed.
    """

    times: NDArray[np.float64]
    first: NDArray[np.float64]
    y: NDArray[np.float64]
    covariates: NDArray[np.float64]
    early: int = 0

    @property
    def never(self) -> NDArray[np.bool_]:
        """Which units are the comparison."""
        found: NDArray[np.bool_] = np.isinf(self.first)
        return found

    def groups(self) -> list[float]:
        """When units were treated for the first time, rising."""
        return sorted(set(self.first[~self.never].tolist()))


def panel(
    units: Sequence[str],
    times: Sequence[float],
    firsts: Sequence[float],
    y: Sequence[float],
    covariates: Sequence[Sequence[float]] = (),
) -> Panel:
    """Make a panel of columns, one place per row; NaN in `y` or a covariate is a missing value.

    Who is treated after the last time is never treated in it; who was treated by the first time
    tells nothing about before and is left out, as in the reference software.
    """
    unit = side(units)
    moments, place = np.unique(np.asarray(times, np.float64), return_inverse=True)
    shape = (len(unit), len(moments))
    first = np.full(len(unit), np.inf)
    np.minimum.at(first, unit.codes, np.asarray(firsts, np.float64))
    begin, end = moments[[0, -1]] if len(moments) else (0.0, 0.0)
    first[first > end] = np.inf
    layers = [np.full(shape, np.nan, order="F") for _column in range(1 + len(covariates))]
    for layer, column in zip(layers, (y, *covariates), strict=True):
        layer[unit.codes, place] = column
    kept = first > begin
    beside = np.stack(layers[1:], axis=2) if covariates else np.empty((*shape, 0))
    return Panel(moments, first[kept], layers[0][kept], beside[kept], int((~kept).sum()))


def without_covariates(data: Panel) -> Panel:
    """Return the panel as if nothing but the values were known of its units."""
    return replace(data, covariates=data.covariates[:, :, :0])


def aligned(data: Panel) -> tuple[list[float], list[float]]:
    """Return moments since each treated unit's own start, and the mean value at each.

    A unit counts by its distance from its own mean before the start, so that who is missing at a
    moment moves nothing; the mean of those means is added again.
    """
    treated = ~data.never
    since = data.times[None, :] - data.first[treated][:, None]
    before = np.where(since < 0, data.y[treated], np.nan)
    known = np.isfinite(before).any(axis=1)
    if not known.any():
        return [], []
    since, y = since[known], data.y[treated][known]
    own = np.nanmean(before[known], axis=1)
    moments = sorted(set(since[np.isfinite(y)].tolist()))
    apart = y - own[:, None]
    return moments, [float(np.nanmean(apart[since == m]) + own.mean()) for m in moments]
