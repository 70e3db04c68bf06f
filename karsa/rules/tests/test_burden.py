"""Medians from classes: at or below the answer lies half of what was counted."""

from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.burden import SECONDS, median, slot
from karsa.rules.tests.examples import few


def counts_of(values: list[int]) -> list[int]:
    slots = [slot(value, SECONDS) for value in values]
    return [slots.count(number) for number in range(len(SECONDS) + 1)]


def test_bounds_belong_to_the_class_below():
    assert [slot(value, SECONDS) for value in (0, 3, 4, 5, 600, 601)] == [0, 0, 1, 1, 13, 14]


def test_nothing_has_no_median_and_the_open_class_has_no_bound():
    assert median([], SECONDS) is None
    assert median(counts_of([]), SECONDS) is None
    assert median(counts_of([5000]), SECONDS) is None
    assert median(counts_of([8, 9, 5000]), SECONDS) == 10


@few
@given(st.lists(st.integers(0, 600), min_size=1, max_size=25))
def test_it_is_the_class_of_the_true_median(values):
    assert median(counts_of(values), SECONDS) == SECONDS[slot(median_low(values), SECONDS)]
