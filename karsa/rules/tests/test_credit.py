from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.credit import CREDIT, JOB_LEVEL_NAMES, JobLevel, credit
from karsa.rules.grade import Grade
from karsa.rules.tests.examples import few


# Source: rules digest 7, angka kredit.
@pytest.mark.parametrize(
    ("level", "grade", "months", "expected"),
    [
        ("ahli_pertama", "very_good", 12, "18.75"),
        ("ahli_pertama", "good", 2, "2.08"),
        ("ahli_utama", "very_poor", 12, "12.50"),
        ("pemula", "poor", 6, "0.94"),
        ("penyelia", "needs_improvement", 12, "18.75"),
    ],
)
def test_the_worked_checks(level, grade, months, expected):
    assert credit(JobLevel(level), Grade(grade), months) == Decimal(expected)


@pytest.mark.parametrize("months", [0, 13, -1])
def test_months_are_one_to_twelve(months):
    with pytest.raises(ValueError, match="1 to 12"):
        credit(JobLevel.SKILLED, Grade.GOOD, months)


@few
@given(st.sampled_from(JobLevel), st.integers(1, 12))
def test_a_better_grade_never_earns_less(level, months):
    earned = [credit(level, grade, months) for grade in Grade]
    assert all(better >= worse for better, worse in pairwise(earned))


def test_every_level_has_a_coefficient_and_a_printed_name():
    assert set(CREDIT.coefficients) == set(JOB_LEVEL_NAMES) == set(JobLevel)
    assert set(CREDIT.shares) == set(Grade)
