from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules import achievement as rule
from karsa.rules.achievement import POLARITY_NAMES, Polarity, achievement
from karsa.rules.tests.examples import few

D = Decimal
amounts = st.decimals(D("0.01"), D(1_000_000), places=2)
actuals = st.decimals(D(-1_000_000), D(10) ** 40, places=2)
polarities = st.sampled_from(Polarity)


# Source: rules digest 6, "Checks".
@pytest.mark.parametrize(
    ("polarity", "low", "high", "actual", "expected"),
    [
        ("maximize", 80, 90, "70", "87.50"),
        ("maximize", 80, 90, "92", "102.22"),
        ("minimize", 7, 8, "6.5", "107.14"),
        ("minimize", 7, 8, "9", "87.50"),
        ("range", 80, 90, "85", "100.00"),
        ("range", 80, 90, "99", "90.00"),
        ("range", 80, 90, "72", "90.00"),
        ("range", 0, 5, "0", "100.00"),
    ],
)
def test_the_worked_checks_of_a_range(polarity, low, high, actual, expected):
    found = achievement(Polarity(polarity), actual=D(actual), low=D(low), high=D(high))
    assert found == rule.Achievement(D(expected))


# Source: rules digest 6, the table of polarities and its zero targets.
@pytest.mark.parametrize(
    ("polarity", "target", "actual", "expected"),
    [
        ("maximize", 80, 60, "75.00"),
        ("maximize", 80, 200, "120.00"),
        ("maximize", 3, 1, "33.33"),
        ("maximize", 800, 1, "0.13"),
        ("minimize", 10, 8, "120.00"),
        ("minimize", 10, 11, "90.00"),
        ("minimize", 10, 25, "0.00"),
        ("stabilize", 10, 8, "80.00"),
        ("stabilize", 10, 12, "80.00"),
        ("minimize", 0, 0, "120"),
        ("minimize", 0, 3, "0"),
    ],
)
def test_the_polarities(polarity, target, actual, expected):
    found = achievement(Polarity(polarity), actual=D(actual), target=D(target))
    assert found.value == D(expected)


@pytest.mark.parametrize(
    ("given_", "reason"),
    [
        ({"polarity": Polarity.MAXIMIZE, "actual": None, "target": D(1)}, rule.NO_DATA),
        ({"polarity": Polarity.MAXIMIZE, "actual": D(1)}, rule.NO_TARGET),
        ({"polarity": Polarity.RANGE, "actual": D(1), "low": D(1)}, rule.NO_RANGE),
        (
            {"polarity": Polarity.RANGE, "actual": D(1), "low": D(2), "high": D(1)},
            rule.RANGE_REVERSED,
        ),
        ({"polarity": Polarity.MAXIMIZE, "actual": D(1), "target": D(0)}, rule.ZERO_TARGET),
        ({"polarity": Polarity.STABILIZE, "actual": D(0), "target": D(0)}, rule.ZERO_TARGET),
        ({"polarity": Polarity.MINIMIZE, "actual": D(1), "target": D(-2)}, rule.NEGATIVE_TARGET),
    ],
)
def test_what_cannot_be_computed_is_none_with_a_reason(given_, reason):
    assert achievement(**given_) == rule.Achievement(None, reason)


def test_a_missing_actual_is_no_data_and_never_zero():
    assert achievement(Polarity.MAXIMIZE, actual=None, target=D(5)).reason == "belum ada data"


def test_floor_and_cap_are_configuration():
    bounds = {"floor": D(10), "cap": D(150)}
    target = D(10)
    assert achievement(Polarity.MAXIMIZE, actual=D(0), target=target, **bounds).value == 10
    assert achievement(Polarity.MAXIMIZE, actual=D(90), target=target, **bounds).value == 150
    assert achievement(Polarity.MINIMIZE, actual=D(1), target=D(0), **bounds).value == 10


@few
@given(polarities, amounts)
def test_meeting_a_target_above_zero_is_exactly_100(polarity, amount):
    found = achievement(polarity, actual=amount, target=amount, low=amount, high=amount)
    assert found.value == 100
    if polarity is not Polarity.RANGE:
        assert achievement(polarity, actual=amount, target=amount).value == 100


def _value(polarity, **given_):
    value = achievement(polarity, **given_).value
    assert value is not None
    return value


@few
@given(polarities, actuals, amounts, amounts)
def test_a_value_is_bounded_and_has_two_decimals(polarity, actual, one, other):
    low, high = sorted((one, other))
    value = _value(polarity, actual=actual, low=low, high=high)
    assert 0 <= value <= 120
    assert value == round(value, 2)


@few
@given(amounts, amounts, amounts)
def test_more_is_never_worse_when_maximizing_nor_better_when_minimizing(target, one, other):
    low, high = sorted((one, other))
    rising = [_value(Polarity.MAXIMIZE, actual=actual, target=target) for actual in (low, high)]
    falling = [_value(Polarity.MINIMIZE, actual=actual, target=target) for actual in (high, low)]
    assert rising == sorted(rising)
    assert falling == sorted(falling)


@few
@given(amounts, amounts)
def test_stabilizing_never_exceeds_100(target, actual):
    assert _value(Polarity.STABILIZE, actual=actual, target=target) <= 100


def test_every_polarity_has_its_printed_name():
    assert set(POLARITY_NAMES) == set(Polarity)
