"""An effect with what is known of its error. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from karsa.stats.lazily import Lazily

if TYPE_CHECKING:
    from scipy import special
else:
    special = Lazily("scipy.special")

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect in units of the values, its standard error, and its 95 % interval.

    Error and interval are None where too little speaks for it to say.
    """

    effect: float
    se: float | None = None
    low: float | None = None
    high: float | None = None


def by_t(effect: float, variance: float, freedom: float) -> Estimate:
    """Return an estimate with Student's interval; `freedom` above 0."""
    error = sqrt(max(variance, 0.0))
    half = float(special.stdtrit(freedom, (1 + CONFIDENCE) / 2)) * error
    return Estimate(float(effect), error, float(effect) - half, float(effect) + half)
