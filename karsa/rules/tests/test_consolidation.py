from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.consolidation import CONSOLIDATION_NAMES, Consolidation, consolidate
from karsa.rules.tests.examples import few

D = Decimal
parts = st.lists(st.none() | st.decimals(0, 1000, places=2), max_size=12)


# Source: rules digest 6, period and location consolidation.
@pytest.mark.parametrize(
    ("kind", "expected"), [("sum", "9"), ("average", "3"), ("last", "4"), ("weighted", "3.5")]
)
def test_an_empty_part_never_counts_as_zero(kind, expected):
    values = [D(2), D(3), None, D(4), None]
    weights = [D(1), D(1), D(50), D(2), None]
    assert consolidate(Consolidation(kind), values, weights) == _expected(kind, expected)


def _expected(kind, expected):
    return D(13) / 4 if kind == "weighted" else D(expected)


def test_weights_are_raw_denominators():
    # 1 of 10 and 45 of 90 visits: 46 of 100, not the mean of 10 % and 50 %.
    assert consolidate(Consolidation.WEIGHTED, [D(10), D(50)], [D(10), D(90)]) == 46


@pytest.mark.parametrize("kind", Consolidation)
def test_nothing_known_is_none(kind):
    assert consolidate(kind, [None, None], [D(1), D(2)]) is None


def test_no_weight_above_zero_is_none():
    assert consolidate(Consolidation.WEIGHTED, [D(1)], [D(0)]) is None
    assert consolidate(Consolidation.WEIGHTED, []) is None


def test_weights_must_match_and_not_be_negative():
    with pytest.raises(ValueError, match="zip"):
        consolidate(Consolidation.WEIGHTED, [D(1)], None)
    with pytest.raises(ValueError, match="not negative"):
        consolidate(Consolidation.WEIGHTED, [D(1)], [D(-1)])


@few
@given(st.sampled_from(Consolidation), parts)
def test_empty_parts_change_nothing(kind, values):
    known = [value for value in values if value is not None]
    with_gaps = consolidate(kind, [*values, None], [D(1)] * (len(values) + 1))
    assert with_gaps == consolidate(kind, known, [D(1)] * len(known))


@few
@given(parts)
def test_an_average_lies_between_its_parts(values):
    known = [value for value in values if value is not None]
    found = consolidate(Consolidation.AVERAGE, values)
    assert found is None if not known else min(known) <= found <= max(known)


def test_every_kind_has_its_printed_name():
    assert set(CONSOLIDATION_NAMES) == set(Consolidation)
