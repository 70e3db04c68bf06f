from decimal import Decimal

import pytest

from karsa.rules.achievement import Polarity
from karsa.rules.lights import Light
from karsa.rules.warning import (
    NEED_NAMES,
    TREND_NAMES,
    Need,
    Trend,
    behind_since,
    need,
    reached_between,
    trend,
)


def paces(*values):
    return [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), None),
        ((90,), None),
        ((70, 90, None, None, 80), None),
        ((90, None, 80, None), Trend.WORSENING),
        ((90, 91, 92), Trend.STEADY),
        ((100, 90, 91, 92), Trend.STEADY),
        ((95, 93, 92), Trend.WORSENING),
        ((95, 99, 98), Trend.IMPROVING),
        ((70, 98, 95, 90, None, None), Trend.WORSENING),
    ],
)
def test_the_trend_is_that_of_three_months(values, expected):
    assert trend(paces(*values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), None),
        ((101, 102), None),
        ((99, 102), None),
        ((101, 99, 98), 2),
        ((80, 101, 99, None, 98, None), 3),
        ((80, None, 90), 1),
    ],
)
def test_behind_since_the_run_began_that_still_lasts(values, expected):
    assert behind_since(paces(*values)) == expected


def test_the_bound_is_the_agency_s():
    assert behind_since(paces(95, 92), Decimal(90)) is None


@pytest.mark.parametrize(
    ("light", "moved", "probability", "expected"),
    [
        (Light.BAD, Trend.WORSENING, None, Need.WORSENING),
        (Light.BAD, Trend.STEADY, None, Need.BEHIND),
        (Light.BAD, None, None, Need.BEHIND),
        (Light.WARN, Trend.WORSENING, "0.9", Need.BEHIND),
        (Light.STALE, Trend.WORSENING, "0.1", Need.STALE),
        (Light.GOOD, Trend.WORSENING, "0.5", None),
        (Light.GOOD, Trend.IMPROVING, "0.49", Need.AT_RISK),
        (Light.GOOD, None, None, None),
        (Light.NONE, None, "0.1", None),
    ],
)
def test_what_asks_for_attention(light, moved, probability, expected):
    chance = Decimal(probability) if probability else None
    assert need(light, moved, chance) == expected


def test_every_need_and_trend_has_its_word():
    assert set(NEED_NAMES) == set(Need)
    assert set(TREND_NAMES) == set(Trend)
    assert sorted(Need) == [Need.WORSENING, Need.STALE, Need.BEHIND, Need.AT_RISK]


@pytest.mark.parametrize(
    ("polarity", "aim", "expected"),
    [
        ("maximize", {"target": 8}, (8, None)),
        ("minimize", {"target": 8}, (None, 8)),
        ("maximize", {"target": None, "low": 3, "high": 5}, (3, None)),
        ("minimize", {"target": None, "low": 3, "high": 5}, (None, 5)),
        ("range", {"target": None, "low": 3, "high": 5}, (3, 5)),
        ("stabilize", {"target": 8, "low": 3, "high": 5}, (3, 5)),
        ("stabilize", {"target": 8}, None),
        ("maximize", {"target": None}, None),
        ("minimize", {"target": None}, None),
        ("range", {"target": None, "low": 3}, None),
    ],
)
def test_what_reaches_a_target(polarity, aim, expected):
    assert reached_between(Polarity(polarity), **aim) == expected
