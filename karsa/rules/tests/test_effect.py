from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.achievement import Polarity
from karsa.rules.effect import DIRECTION_NAMES, Aim, Direction, effect
from karsa.rules.tests.examples import few

VALUES = st.lists(st.integers(1, 1000).map(Decimal), min_size=1, max_size=4)


def numbers(*values):
    return [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("polarity", "before", "after", "direction"),
    [
        (Polarity.MAXIMIZE, (60, 62), (70,), Direction.BETTER),
        (Polarity.MAXIMIZE, (60, 62), (55,), Direction.WORSE),
        (Polarity.MINIMIZE, (40,), (30, 28), Direction.BETTER),
        (Polarity.MINIMIZE, (40,), (44,), Direction.WORSE),
        (Polarity.MAXIMIZE, (100,), ("100.9",), Direction.SAME),
        (Polarity.MAXIMIZE, (60,), (), Direction.UNKNOWN),
        (Polarity.MAXIMIZE, (), (60,), Direction.UNKNOWN),
        (Polarity.STABILIZE, (60,), (70,), Direction.UNKNOWN),
    ],
)
def test_the_direction_follows_what_is_good(polarity, before, after, direction):
    assert effect(polarity, numbers(*before), numbers(*after)).direction is direction


def test_a_stable_indicator_gets_better_towards_its_aim():
    aim = Aim(value=Decimal(80))
    assert effect(Polarity.STABILIZE, numbers(95), numbers(83), aim).direction is Direction.BETTER


def test_inside_its_range_nothing_changes():
    aim = Aim(low=Decimal(7), high=Decimal(8))
    assert effect(Polarity.RANGE, numbers(7), numbers(8), aim).direction is Direction.SAME
    assert effect(Polarity.RANGE, numbers(9), numbers(8), aim).direction is Direction.BETTER


def test_means_say_how_many_months_they_hold():
    found = effect(Polarity.MAXIMIZE, numbers(1, 2, 2), numbers(4))
    assert (found.before, found.after) == (Decimal("1.6667"), Decimal(4))
    assert (found.months_before, found.months_after) == (3, 1)


@few
@given(VALUES, VALUES)
def test_turning_the_polarity_turns_the_direction(before, after):
    turned = {Direction.BETTER: Direction.WORSE, Direction.WORSE: Direction.BETTER}
    up = effect(Polarity.MAXIMIZE, before, after).direction
    down = effect(Polarity.MINIMIZE, before, after).direction
    assert turned.get(up, up) is down


def test_every_direction_has_a_word():
    assert set(DIRECTION_NAMES) == set(Direction)
