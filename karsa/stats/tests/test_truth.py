"""The forecast against the M3 competition's 1,428 monthly series: published data and results."""

import csv
import gzip
from itertools import groupby
from statistics import fmean

import pytest

from karsa.stats.forecast import outlook
from karsa.stats.tests.published import TRUTH, compared_with_truth

SERIES = TRUTH / "m3_monthly_long.csv.gz"
HORIZON, YEAR = 18, 12
TARGETS = (0.90, 0.95, 1.00, 1.05, 1.10)  # of the same month of last year

pytestmark = compared_with_truth


@pytest.fixture(scope="module")
def judged():
    """Each series' future with its outlook, which saw the training part only."""
    with gzip.open(SERIES, "rt", newline="") as lines:
        rows = groupby(csv.DictReader(lines), key=lambda row: row["id"])
        found = [_judge(list(series)) for _, series in rows]
    assert len(found) == 1428
    return found


def _judge(rows):
    parts: dict[str, list[float]] = {"train": [], "test": []}
    for row in rows:
        parts[row["set"]].append(float(row["y"]))
    assert len(parts["test"]) == HORIZON
    return parts["train"], parts["test"], outlook(parts["train"], HORIZON)


def test_point_forecasts_err_no_more_than_the_best_of_the_competition(judged):
    """sMAPE ≤ 14.0; published: Theta 13.89, ForecastPro 13.90, NAIVE2 16.89."""
    assert fmean(smape(future, found.mean) for _, future, found in judged) <= 14.0


def test_the_band_covers_what_it_says(judged):
    """80 %, between 76 and 84 over all months and series."""
    assert 0.76 <= fmean(covered(future, found) for _, future, found in judged) <= 0.84


def test_the_chance_of_reaching_a_target_is_believable(judged):
    """Brier ≤ 0.165; reference: seasonal naive .192, ETS .168, Theta .161."""
    assert fmean(brier(*one) for one in judged) <= 0.165


def smape(future, mean):
    pairs = zip(future, mean, strict=True)
    return fmean(200 * abs(y - m) / (abs(y) + abs(m)) for y, m in pairs)


def covered(future, found):
    bands = (found.month(ahead).band() for ahead in range(1, HORIZON + 1))
    return fmean(low <= y <= high for y, (_, low, high) in zip(future, bands, strict=True))


def brier(past, future, found):
    spread = found.month(YEAR)
    targets = [past[-1] * share for share in TARGETS]
    return fmean(
        (spread.chance(at_least=target) - (future[YEAR - 1] >= target)) ** 2 for target in targets
    )
