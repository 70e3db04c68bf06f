"""Where a monthly series is heading: the Theta method, with a band that was calibrated. Pure.

Assimakopoulos and Nikolopoulos (2000): without its seasons a series goes on from a smoothed level
with half of its trend. What was tried and measured: docs/decisions/0006-forecast.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, log, sqrt
from statistics import fmean

from karsa.stats.spread import NOTHING, Spread

SEASON = 12
# With fewer months the chance is worth no more than that of "as last year".
MINIMUM = 12

_ALPHAS = (0.01, *(step / 20 for step in range(1, 20)), 0.99)
_START = 6  # the first level is the mean of so many months
_SETTLING = 3  # months whose error comes from that start
_HALF_TRUST = 24  # a trend of so many months is believed by half
_LOOK = 18  # how far ahead past forecasts are judged
# Errors of the months it was fitted to are too small; found on held-out months of training data.
_OPTIMISM, _OPTIMISM_OF_SHORT = 1.05, 4.0
# How much of a surprise stays: half, believed as much as eight past forecasts.
_USUAL_MEMORY, _BELIEF = 0.5, 8.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The months ahead, jointly normal; all in the unit of the series.

    `surprise` is the spread that each month adds; `memory` (0 to 1) is the part of it that the
    months after keep. No month lies below `lowest` or above `highest`.
    """

    mean: tuple[float, ...]
    surprise: tuple[float, ...]
    memory: float
    lowest: float
    highest: float

    def total(self, weights: Sequence[float], known: float = 0.0) -> Spread:
        """The distribution of `known` + Σ weight × month: a sum, a mean or a single month.

        One weight, not negative, for each month ahead. Raises: ValueError for another number.
        """
        mean = known + sum(w * m for w, m in zip(weights, self.mean, strict=True))
        kept, variance = 0.0, 0.0
        for own in reversed([w * s for w, s in zip(weights, self.surprise, strict=True)]):
            variance += (own + self.memory * kept) ** 2
            kept += own
        bounds = (known + sum(w * end for w in weights if w) for end in (self.lowest, self.highest))
        return Spread(mean, sqrt(variance), *bounds)

    def month(self, ahead: int) -> Spread:
        """The distribution of the month `ahead` (1 is the next). IndexError beyond the horizon."""
        weights = [0.0] * len(self.mean)
        weights[ahead - 1] = 1.0
        return self.total(weights)


def outlook(
    values: Sequence[float | None], horizon: int, *, highest: float = inf
) -> Outlook | None:
    """Return the next `horizon` months of a series; None where there is too little to go by.

    `values`: one a month, oldest first, None where a month is missing; ends with a known one.
    `highest`: what no month can exceed; where none was ever negative, none will be.
    Too little is less than MINIMUM known months, or a quarter of the months missing.
    """
    known = [value for value in values if value is not None]
    if len(known) < MINIMUM or len(known) * 4 < len(values) * 3:
        return None
    filled = _filled(values)
    n = len(filled)
    factors, shifts = _seasons(filled)
    plain = [(y - shifts[t % SEASON]) / factors[t % SEASON] for t, y in enumerate(filled)]
    theta = _Theta(plain)
    sigma, memory = _spread(plain, theta)
    sigma *= _OPTIMISM + _OPTIMISM_OF_SHORT / n
    ahead = [((n - 1 + h) % SEASON, theta.ahead(n - 1, h)) for h in range(1, horizon + 1)]
    return Outlook(
        mean=tuple(value * factors[phase] + shifts[phase] for phase, value in ahead),
        surprise=tuple(sigma * factors[phase] for phase, _ in ahead),
        memory=memory,
        lowest=0.0 if min(known) >= 0 else -inf,
        highest=highest,
    )


def _filled(values: Sequence[float | None]) -> list[float]:
    """A straight line across the months that are missing, from the first known one."""
    places = [place for place, value in enumerate(values) if value is not None]
    filled = [float(values[places[0]] or 0)]
    for here, there in pairwise(places):
        start, end = float(values[here] or 0), float(values[there] or 0)
        step = (end - start) / (there - here)
        filled += [start + step * n for n in range(1, there - here + 1)]
    return filled


def _seasons(values: Sequence[float]) -> tuple[list[float], list[float]]:
    """The factor and the shift of each month of the year; 1 and 0 where no season shows.

    Classical decomposition: ratios to the moving mean of a year, or differences where a value is
    not positive.
    """
    flat = [1.0] * SEASON, [0.0] * SEASON
    if len(values) < 2 * SEASON or not _has_seasons(values):
        return flat
    half, positive = SEASON // 2, min(values) > 0
    apart = []
    for t in range(half, len(values) - half):
        ends = (values[t - half] + values[t + half]) / 2
        mean = (ends + sum(values[t - half + 1 : t + half])) / SEASON
        apart.append(values[t] / mean if positive else values[t] - mean)
    found = [fmean(apart[(phase - half) % SEASON :: SEASON]) for phase in range(SEASON)]
    centre = fmean(found)
    if positive:
        return [one / centre for one in found], flat[1]
    return flat[0], [one - centre for one in found]


def _has_seasons(values: Sequence[float]) -> bool:
    """Whether months a year apart agree more than chance lets them, at 10 %."""
    mean = fmean(values)
    off = [value - mean for value in values]
    power = sum(one * one for one in off)
    if not power:
        return False
    lags = [
        sum(a * b for a, b in zip(off, off[lag:], strict=False)) / power
        for lag in range(1, SEASON + 1)
    ]
    noise = sqrt((1 + 2 * sum(r * r for r in lags[:-1])) / len(values))
    return abs(lags[-1]) > 1.645 * noise


class _Theta:
    """A level at every month, smoothed by the weight that erred least, and the trend until then."""

    def __init__(self, values: Sequence[float]) -> None:
        runs = (_smooth(values, alpha) for alpha in _ALPHAS)
        (_, self.alpha, self.levels) = min(runs, key=lambda run: run[0])
        self.drifts = [slope / 2 for slope in _slopes(values)]

    def ahead(self, t: int, h: int) -> float:
        """What was to be expected `h` months after month `t`, knowing the months until `t`."""
        lag = (1 - (1 - self.alpha) ** (t + 1)) / self.alpha
        return self.levels[t] + self.drifts[t] * (h - 1 + lag)


def _smooth(values: Sequence[float], alpha: float) -> tuple[float, float, list[float]]:
    """Simple exponential smoothing: squared error one month ahead, the weight, the levels."""
    level = fmean(values[:_START])
    error, levels = 0.0, []
    for t, value in enumerate(values):
        if t >= _SETTLING:
            error += (value - level) ** 2
        level += alpha * (value - level)
        levels.append(level)
    return error, alpha, levels


def _slopes(values: Sequence[float]) -> list[float]:
    """The straight line's slope until each month, drawn towards none while it is short."""
    slopes, sum_y, sum_ty, sum_t, sum_tt = [], 0.0, 0.0, 0.0, 0.0
    for t, value in enumerate(values):
        sum_y, sum_ty, sum_t, sum_tt = sum_y + value, sum_ty + t * value, sum_t + t, sum_tt + t * t
        n = t + 1
        spread = sum_tt - sum_t * sum_t / n
        slope = (sum_ty - sum_t * sum_y / n) / spread if spread else 0.0
        slopes.append(slope * n / (n + _HALF_TRUST))
    return slopes


def _spread(values: Sequence[float], theta: _Theta) -> tuple[float, float]:
    """The spread one month ahead, and the memory, by which past forecasts erred as they did."""
    n = len(values)
    first = min(SEASON, n // 3)
    tiny = NOTHING**2 * (1 + fmean(value * value for value in values))
    judged = []
    for h in range(1, min(_LOOK, n - 1 - first) + 1):
        past = [(values[t + h] - theta.ahead(t, h)) ** 2 for t in range(first, n - h)]
        judged.append((h, float(len(past)), log(max(fmean(past), tiny))))
    fits = (_fit(judged, memory / 10) for memory in range(11))
    _, sigma, memory = min(fits)
    return sigma, memory


def _fit(judged: Sequence[tuple[int, float, float]], memory: float) -> tuple[float, float, float]:
    """How badly errors that grow with this memory agree with the past; their spread."""
    grown = [(weight, size - _growth(memory, h)) for h, weight, size in judged]
    total = sum(weight for weight, _ in grown)
    middle = sum(weight * size for weight, size in grown) / total
    misfit = sum(weight * (size - middle) ** 2 for weight, size in grown)
    unusual = _growth(memory, SEASON) - _growth(_USUAL_MEMORY, SEASON)
    return misfit + _BELIEF * unusual**2, exp(middle / 2), memory


def _growth(memory: float, ahead: int) -> float:
    """By how much the logarithm of the squared error grows until so many months ahead."""
    return log(1 + (ahead - 1) * memory**2)
