from decimal import Decimal

import pytest

from karsa.rules import plausible
from karsa.rules.plausible import Believable, Usual, doubt

D = Decimal
BEFORE = Usual(count=40, low=D(3), median=D(20), p90=D(45))
ANY = Believable()


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, plausible.MISSING),
        (D(0), plausible.ZERO),
        (D(-1), plausible.NEGATIVE),
        (D(20), ""),
        (D(1350), ""),
        (D(1351), plausible.UNLIKE_HIGH),
        (D("0.2"), ""),
        (D("0.19"), plausible.UNLIKE_LOW),
    ],
)
def test_what_is_odd_beside_what_was(value, why):
    assert doubt(value, ANY, BEFORE) == why


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, plausible.MISSING),
        (D(0), plausible.ZERO),
        (D(-1), plausible.NEGATIVE),
        (D(10**9), ""),
    ],
)
def test_without_a_past_only_zero_and_less_are_odd(value, why):
    assert doubt(value, ANY) == why


def test_what_occurred_before_is_not_odd():
    with_zero = Usual(count=40, low=D(-5), median=D(0), p90=D(0))

    assert doubt(D(0), ANY, with_zero) == ""
    assert doubt(D(-2), ANY, with_zero) == ""
    assert doubt(D(10_000), ANY, with_zero) == ""


def test_four_values_are_no_habit():
    assert doubt(D(10_000), ANY, Usual(4, D(3), D(20), D(45))) == ""


@pytest.mark.parametrize(
    ("low", "value", "why"),
    [
        (0, 0, ""),
        (5, 4, plausible.TOO_LOW),
        (0, -1, plausible.NEGATIVE),
        (-10, -3, ""),
        (1, D("0.001"), plausible.TOO_LOW),
    ],
)
def test_the_card_decides_what_is_low(low, value, why):
    assert doubt(D(value), Believable(low=D(low)), BEFORE) == why


@pytest.mark.parametrize(("value", "why"), [(240, ""), (241, plausible.TOO_HIGH)])
def test_the_card_decides_what_is_high(value, why):
    assert doubt(D(value), Believable(high=D(240)), BEFORE) == why
