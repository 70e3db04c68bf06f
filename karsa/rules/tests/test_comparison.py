"""When a difference may be called an effect."""

from dataclasses import replace
from decimal import Decimal

import pytest

from karsa.rules.comparison import DOUBTS, Doubt, Grounds, doubts, few

D = Decimal
SURE = Grounds(5, 5, 3, 3, drift=(D(-1), D(1)), effect=(D(-9), D(-3)))


def test_enough_is_enough():
    assert doubts(SURE) == ()
    assert doubts(replace(SURE, drift=None)) == ()
    assert set(DOUBTS) == set(Doubt)


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"treated": 4}, Doubt.FEW_TREATED),
        ({"others": 4}, Doubt.FEW_OTHERS),
        ({"before": 2}, Doubt.SHORT_BEFORE),
        ({"after": 2}, Doubt.SHORT_AFTER),
        ({"drift": (D(1), D(2))}, Doubt.DRIFT),
        ({"effect": (D(-1), D(2))}, Doubt.BOTH_WAYS),
        ({"effect": None}, Doubt.ALONE),
    ],
)
def test_what_is_missing(changed, doubt):
    assert doubts(replace(SURE, **changed)) == (doubt,)


def test_units_that_all_began_alone_show_no_chance():
    assert few(9, 9, has_error=False) == (Doubt.ALONE,)
    assert few(1, 1, has_error=False) == (Doubt.FEW_TREATED, Doubt.FEW_OTHERS)
