import pytest

from karsa.rules.raters import check_rater, circles, people_of
from karsa.rules.refused import Refused

# 1 heads 2, 2 heads 3 and 4.
LINE = {2: 1, 3: 2, 4: 2}


def test_the_superior_rates():
    check_rater(LINE, holder=4, rater=2, may_rate=True)
    check_rater({}, holder=4, rater=9, may_rate=True)


@pytest.mark.parametrize(
    ("holder", "rater", "may_rate", "words"),
    [
        (3, 3, True, "dirinya sendiri"),
        (3, 4, False, "belum punya delegasi"),
        (1, 3, True, "berputar"),
        (2, 3, True, "berputar"),
    ],
)
def test_nobody_rates_oneself_or_without_office_or_in_a_circle(holder, rater, may_rate, words):
    with pytest.raises(Refused, match=words):
        check_rater(LINE, holder=holder, rater=rater, may_rate=may_rate)


def test_an_old_circle_above_does_not_hang():
    check_rater({5: 6, 6: 5}, holder=1, rater=5, may_rate=True)


def test_circles_name_those_inside_and_not_those_below():
    assert circles(LINE) == frozenset()
    assert circles({1: 2, 2: 3, 3: 1, 4: 1, 5: 4, 6: 6}) == {1, 2, 3, 6}


def test_the_first_rater_of_a_person_counts():
    assert people_of([(1, 2), (1, 3), (2, 4)]) == {1: 2, 2: 4}
