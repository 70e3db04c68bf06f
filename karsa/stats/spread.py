"""A value that is not known yet: how likely each is, within what it can be."""

from dataclasses import dataclass
from math import inf
from statistics import NormalDist

BAND = 0.80
# The least spread: what is certain still has one, so that every question has an answer.
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """A normal distribution whose tails beyond `lowest` and `highest` lie on those bounds."""

    mean: float
    deviation: float
    lowest: float = -inf
    highest: float = inf

    def band(self) -> tuple[float, float, float]:
        """Mean, and the bounds between which 80 % of the cases lie."""
        normal = self._normal
        low, high = normal.inv_cdf((1 - BAND) / 2), normal.inv_cdf((1 + BAND) / 2)
        return self._within(self.mean), self._within(low), self._within(high)

    def chance(self, *, at_least: float | None = None, at_most: float | None = None) -> float:
        """The probability, 0 to 1, of a value between the bounds; both belong to it."""
        # What always stood exactly on a bound has reached it.
        below = 0.0 if at_least is None else self._below(at_least - _hair(at_least))
        until = 1.0 if at_most is None else self._below(at_most + _hair(at_most))
        return max(0.0, until - below)

    def _below(self, value: float) -> float:
        if value < self.lowest:
            return 0.0
        return 1.0 if value > self.highest else self._normal.cdf(value)

    @property
    def _normal(self) -> NormalDist:
        return NormalDist(self.mean, max(self.deviation, NOTHING))

    def _within(self, value: float) -> float:
        return min(max(value, self.lowest), self.highest)


def _hair(value: float) -> float:
    return 1e-6 * abs(value) + 10 * NOTHING
