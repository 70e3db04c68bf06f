"""The forecast of a monthly series: what is plain must come out plain."""

import pytest

from karsa.stats.forecast import MINIMUM, outlook

SEASON = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)


def wave(months, size=5.0):
    """Around 100, up and down by a fixed pattern that has no season."""
    return [100 + size * ((n * 7) % 5 - 2) for n in range(months)]


def seen(values, horizon, **over):
    """The outlook of a series that is long enough."""
    found = outlook(values, horizon, **over)
    assert found is not None
    return found


def test_too_little_says_nothing():
    assert outlook(wave(MINIMUM - 1), 6) is None
    assert outlook(wave(MINIMUM), 6) is not None
    assert outlook([], 6) is None


def test_quarters_are_not_months():
    quarterly = [value if n % 3 == 2 else None for n, value in enumerate(wave(60))][2:]
    assert outlook(quarterly, 6) is None


def test_a_steady_series_goes_on_within_what_it_did():
    found = seen(wave(36), 6)

    for ahead in range(1, 7):
        mean, low, high = found.month(ahead).band()
        assert low < mean < high
        assert mean == pytest.approx(100, abs=4)
        assert 5 < high - low < 40


def test_a_constant_series_is_certain():
    found = seen([80.0] * 24, 3)

    assert found.month(3).band() == pytest.approx((80, 80, 80))
    assert found.month(3).chance(at_least=80) == 1
    assert found.month(3).chance(at_most=80) == 1
    assert found.month(3).chance(at_least=80.1) == 0


def test_nothing_ever_is_certain_too():
    found = seen([0] * 24, 3)

    assert found.month(1).band() == pytest.approx((0, 0, 0), abs=1e-6)
    assert found.month(1).chance(at_most=0) == 1


@pytest.mark.parametrize("shift", [0, -120])
def test_seasons_come_back(shift):
    """As factors; as differences where a value is not positive."""
    values = [100 * SEASON[n % 12] + shift + (n % 3) for n in range(48)]

    found = seen(values, 12)

    expected = [100 * season + shift + 1 for season in SEASON]
    assert found.mean == pytest.approx(expected, abs=4)


def test_a_trend_is_followed_by_half():
    found = seen([100 + n for n in range(60)], 12)

    assert 163 < found.mean[-1] < 171


def test_missing_months_are_bridged():
    whole = wave(36)
    holed = [None if n in (7, 8, 20) else value for n, value in enumerate(whole)]

    assert seen(holed, 3).mean == pytest.approx(seen(whole, 3).mean, rel=0.03)


def test_counts_do_not_fall_below_zero_nor_shares_above_their_whole():
    values = [(n * 7) % 5 // 4 * 10 for n in range(36)]
    mean, low, high = seen(values, 3, highest=5).month(1).band()

    assert (low, high) == (0, 5)
    assert 0 < mean < 5


def test_a_year_is_less_certain_than_its_months_but_less_than_all_errors_at_once():
    found = seen(wave(36), 6)
    months = [found.month(ahead).deviation for ahead in range(1, 7)]
    year = found.total([1] * 6, known=600)

    assert year.mean == pytest.approx(600 + sum(found.mean))
    assert max(months) < year.deviation < sum(months)


def test_a_finished_year_is_known():
    found = seen(wave(36), 0)
    assert found.total([], known=90).chance(at_least=90) == 1
    assert found.total([], known=90).band() == pytest.approx((90, 90, 90))


def test_what_is_already_counted_cannot_be_lost():
    """A sum of counts never falls below what the year has, nor above what is possible."""
    year = seen([3.0, 5.0, 0.0, 9.0] * 6, 2, highest=9).total([1, 1], known=40)

    assert year.band()[1] > 40
    assert year.chance(at_least=40) == year.chance(at_most=58) == 1
    assert year.chance(at_most=39) == year.chance(at_least=59) == 0


def test_a_chance_lies_between_its_bounds():
    spread = seen(wave(36), 1).month(1)

    assert spread.chance() == 1
    assert spread.chance(at_least=spread.mean) == pytest.approx(0.5, abs=1e-3)
    parts = [
        spread.chance(at_most=95),
        spread.chance(at_least=95, at_most=105),
        spread.chance(at_least=105),
    ]
    assert sum(parts) == pytest.approx(1, abs=1e-3)


def test_a_month_beyond_the_horizon_is_a_mistake():
    with pytest.raises(IndexError):
        seen(wave(36), 3).month(4)
