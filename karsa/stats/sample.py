"""What a simple random sample says of all the people it was drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its standard error and the interval that holds the true mean in 95 % of samples.

    All in the unit of the values; `n` is the sample's size.
    """

    n: int
    mean: float
    error: float
    low: float
    high: float


def estimate(
    values: Mapping[float, int],
    population: int | None = None,
    *,
    lowest: float = -inf,
    highest: float = inf,
) -> Estimate | None:
    """Estimate the mean of a population from a sample: `values` by how often each occurs.

    With `population` the finite-population correction √(1 - n/N) applies (Cochran 1977, eq. 2.20);
    a sample as large as its population has no error. The interval is the normal one, kept between
    `lowest` and `highest`. None under two values: one says nothing of their spread.
    """
    n = sum(values.values())
    if n < 2:
        return None
    mean = sum(value * count for value, count in values.items()) / n
    spread = sum(count * (value - mean) ** 2 for value, count in values.items()) / (n - 1)
    drawn = 1.0 if population is None else max(0.0, 1 - n / population)
    error = sqrt(spread / n * drawn)
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * error
    return Estimate(n, mean, error, max(mean - reach, lowest), min(mean + reach, highest))
