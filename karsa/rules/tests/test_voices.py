"""What many voices may show."""

from decimal import Decimal

import pytest

from karsa.rules.voices import is_flat, mean, shown_as


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"peer": 4}, {}),
        ({"peer": 2, "subordinate": 2}, {}),
        ({"peer": 5}, {"peer": "peer"}),
        ({"peer": 5, "subordinate": 6}, {"peer": "peer", "subordinate": "subordinate"}),
        # A small group beside a large one would be found by subtraction.
        ({"peer": 9, "subordinate": 1}, {"peer": "others", "subordinate": "others"}),
        ({"peer": 3, "subordinate": 2}, {"peer": "others", "subordinate": "others"}),
        ({"peer": 6, "subordinate": 0}, {"peer": "peer"}),
        # Who is known anyway stands alone and does not help the others over five.
        ({"self": 1, "superior": 1, "peer": 4}, {"self": "self", "superior": "superior"}),
    ],
)
def test_groups_of_at_least_five_or_all_as_one_or_nothing(counts, shown):
    assert shown_as(counts) == shown


@pytest.mark.parametrize(
    ("scores", "flat"),
    [([3] * 7, True), ([3, 3, None], True), ([3, 4], False), ([3], False), ([], False)],
)
def test_the_same_score_for_all_values_is_flat(scores, flat):
    assert is_flat(scores) is flat


def test_means_are_rounded_once_half_up():
    assert mean([4, 4, 5, 4]) == Decimal("4.3")
    assert mean([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]) == Decimal("2.0")
    assert mean([]) is None
