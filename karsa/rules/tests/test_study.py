"""Study leave: annex II.B.5-6 (guidance) and IV.B.3.a.3.d (drop-out)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.grade import Grade
from karsa.rules.refused import Refused
from karsa.rules.study import Accreditation, Degree, bounds, check_dropout, guided_grade
from karsa.rules.tests.examples import few


# Source: annex II.B.5.a and b, II.B.6.a and b, each row's edges.
@pytest.mark.parametrize(
    ("degree", "accreditation", "average", "grade"),
    [
        ("s1", "a", "3.51", "very_good"),
        ("s1", "a", "3.50", "good"),
        ("s1", "b", "3.60", "good"),
        ("s1", "b", "3.09", "needs_improvement"),
        ("s1", "c", "3.71", "very_good"),
        ("s1", "c", "2.75", "poor"),
        ("s2_s3", "a", "3.19", "needs_improvement"),
        ("s2_s3", "b", "3.25", "good"),
        ("s2_s3", "c", "3.30", "good"),
        ("s2_s3", "c", "2.99", "poor"),
        ("s1", "abroad", "3.01", "good"),
        ("s2_s3", "abroad", "3.00", "needs_improvement"),
    ],
)
def test_the_annexes_tables(degree, accreditation, average, grade):
    found = guided_grade(Decimal(average), Degree(degree), Accreditation(accreditation))
    assert found == Grade(grade)


@few
@given(st.sampled_from(Degree), st.sampled_from(Accreditation), st.integers(0, 399))
def test_a_better_average_is_never_guided_lower(degree, accreditation, cents):
    order = list(Grade)
    here, next_one = (
        order.index(guided_grade(Decimal(n) / 100, degree, accreditation))
        for n in (cents, cents + 1)
    )
    assert next_one <= here
    assert all(high > low for high, low in pairwise(bounds(degree, accreditation)))


@pytest.mark.parametrize("average", ["-0.01", "4.01"])
def test_an_average_outside_the_scale_is_refused(average):
    with pytest.raises(Refused, match="antara 0 dan 4"):
        guided_grade(Decimal(average), Degree.FIRST, Accreditation.A)


@pytest.mark.parametrize("grade", Grade)
def test_a_drop_out_gets_one_of_the_two_lowest(grade):
    if grade in (Grade.POOR, Grade.VERY_POOR):
        check_dropout(grade)
        return
    with pytest.raises(Refused, match="tidak selesai"):
        check_dropout(grade)
