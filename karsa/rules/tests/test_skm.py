from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.skm import (
    ELEMENT_NAMES,
    LETTER_NAMES,
    Element,
    Letter,
    index,
    letter,
    mean,
    sample_size,
)
from karsa.rules.tests.examples import few

answers = st.lists(st.integers(1, 4), min_size=1, max_size=9)

# Source: rules digest 7, 29 respondents.
TOTALS = (105, 101, 100, 116, 102, 105, 106, 105, 115)


def test_the_worked_check_of_the_index():
    means = [Decimal(total) / 29 for total in TOTALS]
    assert index(means) == Decimal("91.48")
    assert index(means, legacy=True) == Decimal("90.56")


# Source: rules digest 7, Krejcie-Morgan.
@pytest.mark.parametrize(
    ("population", "expected"), [(300, 169), (1200, 291), (10, 10), (1, 1), (0, 0)]
)
def test_the_worked_checks_of_the_sample(population, expected):
    assert sample_size(population) == expected


def test_a_population_is_not_negative():
    with pytest.raises(ValueError, match="not negative"):
        sample_size(-1)


# Source: rules digest 7, PermenPANRB 14/2017.
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("64.99", "D"),
        ("65.00", "C"),
        ("76.60", "C"),
        ("76.61", "B"),
        ("88.30", "B"),
        ("88.31", "A"),
        ("100", "A"),
    ],
)
def test_the_letters(value, expected):
    assert letter(Decimal(value)) is Letter(expected)


def test_an_unanswered_element_never_counts_as_zero():
    assert mean([4, None, 3]) == Decimal("3.5")
    assert mean([None]) is None
    assert index([Decimal(4), None]) == 100
    assert index([None, None]) is None


def test_an_answer_is_one_to_four():
    with pytest.raises(ValueError, match="1 to 4"):
        mean([0])


@few
@given(answers)
def test_the_index_is_the_mean_answer_in_hundredths(given_):
    found = index([Decimal(answer) for answer in given_])
    exact = Decimal(sum(given_)) / len(given_) * 25
    assert found is not None
    assert 25 <= found <= 100
    assert abs(found - exact) <= Decimal("0.005")


@few
@given(st.integers(0, 10**9))
def test_a_sample_is_part_of_its_population_and_never_above_384(population):
    assert 0 <= sample_size(population) <= min(population, 384)


def test_every_code_has_its_printed_name():
    assert len(Element) == 9
    assert set(ELEMENT_NAMES) == set(Element)
    assert set(LETTER_NAMES) == set(Letter)
