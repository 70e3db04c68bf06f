from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.grade import (
    GRADE_NAMES,
    LEVEL_NAMES,
    RATING_NAMES,
    Grade,
    OrganisationLevel,
    Rating,
    grade,
    organisation_level,
)
from karsa.rules.tests.examples import few


# Source: PermenPANRB 6/2022, annex IV.B.3.a.3.c, the explanation under the quadrant.
@pytest.mark.parametrize(
    ("results", "behaviour", "expected"),
    [
        ("above", "above", "very_good"),
        ("above", "meets", "good"),
        ("meets", "meets", "good"),
        ("meets", "above", "good"),
        ("below", "above", "needs_improvement"),
        ("below", "meets", "needs_improvement"),
        ("above", "below", "poor"),
        ("meets", "below", "poor"),
        ("below", "below", "very_poor"),
    ],
)
def test_the_quadrant_is_the_annex(results, behaviour, expected):
    assert grade(Rating(results), Rating(behaviour)) is Grade(expected)


def test_a_better_rating_never_gives_a_worse_grade_for_the_same_behaviour():
    order = list(Grade)
    ratings = list(Rating)
    for behaviour, (n, better) in product(ratings, enumerate(ratings[:-1])):
        worse = ratings[n + 1]
        assert order.index(grade(better, behaviour)) <= order.index(grade(worse, behaviour))


def test_every_word_has_its_printed_name():
    assert set(RATING_NAMES) == set(Rating)
    assert set(GRADE_NAMES) == set(Grade)
    assert set(LEVEL_NAMES) == set(OrganisationLevel)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("110", "excellent"),
        ("109.99", "good"),
        ("90", "good"),
        ("89.99", "needs_improvement"),
        ("69.99", "poor"),
        ("50", "poor"),
        ("49.99", "very_poor"),
    ],
)
def test_a_bound_belongs_to_the_better_level(percent, expected):
    assert organisation_level(Decimal(percent)) is OrganisationLevel(expected)


@few
@given(
    st.decimals(0, 200, places=2),
    st.decimals(0, 200, places=2),
)
def test_more_achievement_is_never_a_worse_level(one, other):
    order = list(OrganisationLevel)
    low, high = sorted((one, other))
    better, worse = organisation_level(high), organisation_level(low)
    assert order.index(better) <= order.index(worse)
