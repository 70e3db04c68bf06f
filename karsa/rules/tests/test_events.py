from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules import events
from karsa.rules.tests.examples import few

D = Decimal
_VALUES = st.decimals(0, 10_000, places=2)
_EVENTS = st.lists(st.tuples(_VALUES, st.none()), min_size=1, max_size=60)


def test_five_events_in_figures():
    found: Any = events.summary([(D(n), None) for n in (50, 10, 30, 20, 40)], D(30))

    assert (found.count, found.total, found.mean, found.median) == (5, 150, 30, 30)
    assert (found.p90, found.within, found.low, found.high) == (46, 60, 10, 50)


def test_without_events_nothing_is_known():
    found: Any = events.summary([])
    assert (found.count, found.total, found.mean, found.p90) == (0, 0, None, None)


def test_weights_move_the_mean_alone():
    found: Any = events.summary([(D(10), D(3)), (D(20), None)])
    assert (found.mean, found.median) == (D("12.5"), 15)


def test_weights_of_nothing_have_no_mean():
    assert events.summary([(D(10), D(0))]).mean is None


@few
@given(_EVENTS)
def test_the_figures_lie_among_the_events(rows):
    found = events.summary(rows, D(50))

    assert found.low is not None
    assert found.high is not None
    assert found.median is not None
    assert found.p90 is not None
    assert found.low <= found.median <= found.p90 <= found.high
    assert 0 <= (found.within or 0) <= 100


@pytest.mark.parametrize(
    ("p90", "width"), [(0, 1), (9, 1), (46, 10), (90, 10), (91, 20), (D("0.45"), D("0.05"))]
)
def test_a_class_is_as_wide_as_one_reads(p90, width):
    assert events.width_of(D(p90)) == width


@few
@given(st.decimals("0.0001", 10**9, places=4))
def test_nine_tenths_lie_in_nine_classes(p90):
    width = events.width_of(p90)
    assert p90 / width <= 9
    assert width <= p90 * 10
