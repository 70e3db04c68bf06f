from math import sqrt

import pytest

from karsa.stats.sample import estimate


def test_a_textbook_sample():
    found = estimate({1.0: 1, 2.0: 1, 3.0: 1, 4.0: 1})

    assert found is not None
    assert (found.n, found.mean) == (4, 2.5)
    assert found.error == pytest.approx(sqrt(5 / 3 / 4))


def test_half_of_the_people_halve_the_variance():
    whole, half = estimate({0.0: 5, 1.0: 5}), estimate({0.0: 5, 1.0: 5}, 20)

    assert whole
    assert half
    assert half.error == pytest.approx(whole.error / sqrt(2))


def test_everybody_asked_leaves_no_doubt():
    found = estimate({25.0: 3, 100.0: 2}, 5)

    assert found
    assert found.low == found.mean == found.high


def test_more_answers_than_people_leave_no_doubt_either():
    found = estimate({25.0: 3, 100.0: 4}, 5)

    assert found
    assert found.error == 0


def test_the_interval_stays_on_the_scale():
    found = estimate({25.0: 1, 100.0: 1}, lowest=25, highest=100)

    assert found
    assert (found.low, found.high) == (25, 100)


@pytest.mark.parametrize("values", [{}, {3.0: 1}])
def test_too_little_to_know_the_spread(values):
    assert estimate(values) is None
