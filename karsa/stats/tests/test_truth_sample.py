"""The mean of a sample of 200 of California's 6,194 schools: published data and results."""

import csv
from collections import Counter

import pytest

from karsa.stats.sample import estimate
from karsa.stats.tests.published import TRUTH, compared_with_truth

SCHOOLS = TRUTH / "survey_apisrs.csv"

pytestmark = compared_with_truth


# R survey: mean 656.585, SE 9.2497 with the correction, 9.4028 without, 638.46 to 674.71.
@pytest.mark.parametrize(("population", "error"), [(6194, 9.2497), (None, 9.4028)])
def test_mean_error_and_interval_are_the_published_ones(population, error):
    with SCHOOLS.open(newline="") as lines:
        values = Counter(float(row["api00"]) for row in csv.DictReader(lines))

    found = estimate(values, population)

    assert found is not None
    assert found.n == 200
    assert found.mean == pytest.approx(656.585, abs=1e-3)
    assert found.error == pytest.approx(error, abs=1e-3)
    if population:
        assert (round(found.low, 2), round(found.high, 2)) == (638.46, 674.71)
