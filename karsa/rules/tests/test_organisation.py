from decimal import Decimal
from itertools import product

import pytest

from karsa.rules.grade import OrganisationLevel as Level
from karsa.rules.organisation import EXPECTATION_LEVELS, Expectation, annual_level, reform_level
from karsa.rules.refused import Refused


@pytest.mark.parametrize(
    ("value", "scale", "expected"),
    [
        ("80", "100", "excellent"),
        ("79.99", "100", "good"),
        ("3", "5", "good"),
        ("0", "5", "very_poor"),
    ],
)
def test_an_index_stands_for_a_level_of_its_scale(value, scale, expected):
    assert reform_level(Decimal(value), Decimal(scale)) is Level(expected)


@pytest.mark.parametrize(("value", "scale"), [("101", "100"), ("-1", "100"), ("0", "0")])
def test_an_index_outside_its_scale_is_refused(value, scale):
    with pytest.raises(Refused, match="antara 0"):
        reform_level(Decimal(value), Decimal(scale))


def test_the_indicators_lead_unless_both_others_agree_against_them():
    assert annual_level(Level.GOOD, Level.EXCELLENT, Level.POOR) is Level.GOOD
    assert annual_level(Level.GOOD, Level.NEEDS_IMPROVEMENT, Level.POOR) is Level.NEEDS_IMPROVEMENT
    assert annual_level(Level.GOOD, Level.EXCELLENT, Level.EXCELLENT) is Level.EXCELLENT


def test_an_unknown_one_changes_nothing_and_the_order_never_matters():
    for one, other in product(Level, repeat=2):
        assert annual_level(one, None, other) is annual_level(one, other, None) is one
        assert annual_level(one, other, Level.GOOD) is annual_level(one, Level.GOOD, other)
    assert set(EXPECTATION_LEVELS) == set(Expectation)
