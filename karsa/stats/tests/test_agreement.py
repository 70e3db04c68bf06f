"""Agreement: perfect is one, none is about zero, nothing known is None."""

import pytest

from karsa.stats.agreement import alpha, icc
from karsa.stats.ratings import ratings
from karsa.stats.untold import Untold


def scores(*columns):
    return ratings(
        [
            (str(place), name, "", float(value))
            for name, column in zip("xyz", columns, strict=False)
            for place, value in enumerate(column)
            if value is not None
        ]
    )


def test_raters_of_one_mind_agree_wholly():
    same = scores([1, 2, 3, 4], [1, 2, 3, 4])

    assert set(icc(same).values()) == {1.0}
    assert set(alpha(same).values()) == {1.0}


def test_a_rater_who_is_always_one_lower_agrees_in_order_but_not_in_value():
    found = icc(scores([2, 3, 4, 5], [1, 2, 3, 4]))

    assert found["ICC(3,1)"] == pytest.approx(1)
    assert found["ICC(2,1)"] == pytest.approx(10 / 13)


def test_two_of_four_in_two_categories_by_hand():
    """Coincidences 2 + 2 of each value against itself, 4 across: expected 4·4·2/7."""
    found = alpha(scores([1, 1, 2, 2], [1, 2, 1, 2]))

    assert found["nominal"] == pytest.approx(1 - 4 * 7 / 32)


def test_gaps_are_left_out_and_what_nobody_shares_says_nothing():
    gaps = scores([1, 2, None, 3], [1, 2, 3, None])

    assert alpha(gaps)["nominal"] == 1.0
    assert set(icc(scores([1, None], [None, 2])).values()) == {None}
    assert alpha(scores([1, None], [None, 2])) == dict.fromkeys(
        ("nominal", "ordinal", "interval", "ratio")
    )


def test_a_score_below_nought_has_no_ratio():
    assert alpha(scores([-1, 2], [-1, 3]))["ratio"] is None


def test_two_scores_of_one_rater_for_one_thing_are_refused():
    with pytest.raises(Untold):
        icc(ratings([("a", "x", "", 1.0), ("a", "x", "", 2.0), ("a", "y", "", 1.0)]))
