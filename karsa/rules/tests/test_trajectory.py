from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.consolidation import Consolidation
from karsa.rules.tests.examples import few
from karsa.rules.trajectory import agrees, between, even, gradual, kind_of, parts, points, reached

D = Decimal
SUM, AVERAGE, LAST = Consolidation.SUM, Consolidation.AVERAGE, Consolidation.LAST
KINDS = st.sampled_from(list(Consolidation))
COUNTS = st.sampled_from([1, 2, 4, 12])
VALUES = st.decimals(0, 10_000, places=2)


def of(*texts):
    return tuple(D(text) if text else None for text in texts)


def test_what_stands_by_each_part():
    typed = of("10", "", "20", "30")
    assert points(SUM, typed) == of("10", "", "30", "60")
    assert points(AVERAGE, typed) == of("10", "", "15", "20")
    assert points(LAST, typed) == typed
    assert points(Consolidation.WEIGHTED, typed) == points(AVERAGE, typed)


@few
@given(KINDS, st.lists(st.none() | VALUES, min_size=1, max_size=12))
def test_parts_come_back_as_they_were_typed(kind, typed):
    assert parts(kind, points(kind, typed)) == tuple(typed)


@few
@given(KINDS, VALUES, COUNTS)
def test_like_parts_reach_the_target_exactly(kind, target, count):
    kind = kind_of(kind)
    assert reached(kind, even(kind, target, count)) == target


@few
@given(KINDS, VALUES, VALUES, COUNTS)
def test_a_gradual_way_agrees_with_its_target(kind, baseline, target, count):
    kind = kind_of(kind)
    found = gradual(kind, baseline, target, count)
    year = reached(kind, found)
    assert year is not None
    assert abs(year - target) <= D("0.01")


def test_a_gradual_way_in_numbers():
    assert gradual(LAST, D(40), D(80), 4) == of("50", "60", "70", "80")
    assert gradual(AVERAGE, D(50), D(30), 4) == of("42", "34", "26", "18")
    assert gradual(SUM, D(0), D(100), 4) == of("10", "20", "30", "40")


def test_whole_targets_have_whole_parts_and_the_last_takes_the_rest():
    assert even(SUM, D(100), 3) == of("33", "33", "34")
    assert even(SUM, D("1.5"), 4) == of("0.4", "0.4", "0.4", "0.3")
    assert even(SUM, D("0"), 4) == of("0", "0", "0", "0")


@pytest.mark.parametrize(
    ("kind", "typed", "target", "agree"),
    [
        (SUM, of("10", "20"), "30", True),
        (SUM, of("10", "20"), "40", False),
        (AVERAGE, of("10", "20"), "15.05", True),
        (LAST, of("10", "20", ""), "20", True),
        (LAST, of("", ""), "20", True),
    ],
)
def test_parts_that_do_not_make_the_target_are_noticed(kind, typed, target, agree):
    assert agrees(kind, typed, D(target)) is agree


@pytest.mark.parametrize(
    ("kind", "month", "due"),
    [
        *((SUM, 1, "10"), (SUM, 3, "30"), (SUM, 5, "50"), (SUM, 12, "60")),
        *((LAST, 1, "30"), (LAST, 4, "40"), (LAST, 6, "60"), (LAST, 7, "60")),
    ],
)
def test_between_two_points_a_straight_line_is_due(kind, month, due):
    assert between(kind, {3: D(30), 6: D(60)}, month) == D(due)
    assert between(kind, {}, month) is None
