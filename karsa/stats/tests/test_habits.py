"""Habits of raters: found where they were put in, and not where there are none."""

import numpy as np
import pytest
from scipy import stats

from karsa.stats.habits import drifts, gaps, halo, share, slopes

TIMES = 120
# Of 120 intervals of 95 %, at least so many hold the truth: all but one seed in a million.
MOST = 103


def covered(found, truth):
    return sum(one.low <= truth <= one.high for one in found)


def mean(found):
    return np.mean([one.value for one in found])


# Source: Newcombe (1998), Two-sided confidence intervals for the single proportion, table I.
@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (20, 20, 0.8389, 1)],
)
def test_a_share_has_wilsons_interval(part, n, low, high):
    found = share(part, n)
    assert found
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nobody_is_not_told():
    assert share(0, 0) is None


@pytest.mark.parametrize("truth", [0.0, 0.6])
def test_a_halo_is_what_two_ratings_share_beyond_the_evidence(truth):
    random = np.random.default_rng(20)
    found = []
    for _ in range(TIMES):
        shared, one, two = random.standard_normal((3, 25))
        mix = np.sqrt(truth), np.sqrt(1 - truth)
        found.append(halo(mix[0] * shared + mix[1] * one, mix[0] * shared + mix[1] * two))
    assert covered(found, truth) >= MOST
    assert mean(found) == pytest.approx(truth, abs=0.06)


def test_a_halo_of_few_or_of_what_never_varies_is_not_told():
    assert halo([1, 2, 3, 4], [1, 2, 3, 4]) is None
    assert halo([0] * 9, list(range(9))) is None


@pytest.mark.parametrize("truth", [0.0, 0.5])
def test_drift_is_beyond_what_changed_with_all(truth):
    random = np.random.default_rng(21)
    found = []
    for _ in range(TIMES):
        others, own = random.normal(0.2, 0.4, 60), random.normal(0.2 + truth, 0.4, 8)
        found.append(drifts({1: list(own), 2: list(others[:30]), 3: list(others[30:])})[1])
    assert covered(found, truth) >= MOST


def test_drift_has_welchs_interval():
    ttest = stats.ttest_ind([0.4, 0.1, 0.3], [0.0, 0.2, -0.1, 0.1], equal_var=False)
    found = drifts({1: [0.4, 0.1, 0.3], 2: [0.0, 0.2], 3: [-0.1, 0.1]})[1]
    assert found
    assert found.value == pytest.approx(0.2166667)
    assert found.value / found.error == pytest.approx(ttest.statistic)
    assert (found.low, found.high) == pytest.approx(tuple(ttest.confidence_interval()))


def test_drift_of_one_person_or_of_one_rater_alone_is_not_told():
    assert drifts({1: [1.0], 2: [1.0, 2.0]})[1] is None
    assert drifts({1: [1.0, 2.0]}) == {1: None}
    assert covered([drifts({1: [1.0, 1.0], 2: [1.0, 1.0]})[1]], 0) == 1


def people(random, recency=0.0, gap=0.0, gain=0.0):
    """Thirty raters, severe or not, with six people each; a group may have other evidence."""
    raters = np.repeat(np.arange(30), 6)
    group = random.integers(0, 2, len(raters))
    better = group * (random.random(len(raters)) < gain)
    evidence = np.clip(random.integers(1, 4, len(raters)) + better, 1, 3)
    late = random.random(len(raters))
    habit = random.normal(0, 0.5, 30)[raters]
    noise = random.normal(0, 0.4, len(raters))
    score = 0.7 * evidence + recency * late + gap * group + habit + noise
    return score, evidence, late, group, raters


@pytest.mark.parametrize("truth", [0.0, 0.8])
def test_recency_is_told_within_raters_at_equal_evidence(truth):
    random = np.random.default_rng(22)
    found = []
    for _ in range(TIMES):
        score, evidence, late, _group, raters = people(random, recency=truth)
        found.append(slopes(list(score), [late, evidence], raters)[0])
    assert covered(found, truth) >= MOST
    assert mean(found) == pytest.approx(truth, abs=0.05)


@pytest.mark.parametrize("truth", [0.0, 0.3])
def test_a_gap_is_told_at_equal_evidence(truth):
    random = np.random.default_rng(23)
    found, raw = [], []
    for _ in range(TIMES):
        score, evidence, _late, group, raters = people(random, gap=truth, gain=0.5)
        names = np.where(group, "b", "a")
        told = gaps(list(score), [str(one) for one in evidence], list(names), raters)
        ((other, one),) = told.items()
        found.append(mean([one]) if other == "b" else -mean([one]))
        raw.append(score[group == 1].mean() - score[group == 0].mean())
    # The group has better evidence, so that its raw mean is higher even where nobody favours it.
    assert np.mean(found) == pytest.approx(truth, abs=0.03)
    assert np.mean(raw) > truth + 0.1


def test_what_nothing_tells_apart_is_not_told():
    assert slopes([1.0, 2.0, 3.0, 4.0], [[1, 1, 1, 1]], [0, 0, 0, 0]) == [None]
    assert slopes([1.0, 2.0], [[0, 1]], [0, 1]) == [None]
    assert slopes([], [[]], []) == [None]
    assert slopes([1.0, 2.0, 1.0, 2.0], [[0, 1, 0, 1]], [0, 0, 0, 0]) == [None]
    assert gaps([1.0], ["meets"], ["a"], [0]) == {}


def test_evidence_that_one_rater_alone_has_does_not_hide_the_gap():
    score = [2.0, 2.5, 3.0, 2.0, 2.5, 3.0, 2.5, 2.0] * 2
    group = ["f", "m"] * 8
    alone = gaps(score, ["2:2"] * 16, group, [1] * 8 + [2] * 8)
    more = [2.0, 2.5, 2.0, 2.5]
    both = gaps(
        score + more,
        ["2:2"] * 16 + ["3:3"] * 4,
        [*group, "f", "f", "m", "m"],
        [1] * 8 + [2] * 8 + [3] * 4,
    )

    assert alone["m"] is not None
    assert both["m"] is not None
