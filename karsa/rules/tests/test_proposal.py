from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.grade import OrganisationLevel, Rating
from karsa.rules.proposal import (
    NOT_ENOUGH,
    UNDECIDED,
    BehaviourEvidence,
    Proposal,
    ResultEvidence,
    behaviour_proposal,
    departs,
    head_proposal,
    result_proposal,
    result_rating_from,
)
from karsa.rules.tests.examples import few

A, M, B, U = Rating.ABOVE, Rating.MEETS, Rating.BELOW, None
ratings = st.sampled_from((A, M, B, U))
counts = st.integers(0, 4)
results = st.lists(st.builds(ResultEvidence, st.booleans(), ratings, counts, counts), max_size=8)
behaviours = st.lists(
    st.builds(BehaviourEvidence, st.just("loyal"), counts, counts, counts), max_size=7
)


def _proposal(main, additional="", positive=1, other=0):
    """Results by letter: A above, M meets, B below, U unknown; all feedback on the first."""
    letters = {"A": A, "M": M, "B": B, "U": U}
    found = [ResultEvidence(True, letters[letter]) for letter in main]
    found += [ResultEvidence(False, letters[letter]) for letter in additional]
    found[0] = ResultEvidence(found[0].main, found[0].rating, positive, other)
    return result_proposal(found)


# Source: PermenPANRB 6/2022, annex IV.B.3.a.1.d, both halves of each category.
@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        # above: most or all above, no main result below, most feedback positive
        ({"main": "AAA", "positive": 2, "other": 1}, A),
        ({"main": "AAM", "additional": "B", "positive": 1}, M),
        ({"main": "AAAM", "additional": "B"}, A),
        ({"main": "AAB"}, M),
        ({"main": "AAU"}, M),
        ({"main": "AAA", "positive": 1, "other": 1}, M),
        # meets: most meet, only a small part of the main below, part of the feedback positive
        ({"main": "MMM"}, M),
        ({"main": "MAMA"}, M),
        ({"main": "MMB", "positive": 1, "other": 3}, M),
        ({"main": "BMM", "additional": "MB"}, M),
        ({"main": "M", "additional": "M"}, M),
        # below: most or all below, most or all feedback not positive
        ({"main": "BBM", "positive": 0, "other": 2}, B),
        ({"main": "BBB", "positive": 1, "other": 2}, B),
    ],
)
def test_the_category_guide(evidence, expected):
    assert _proposal(**evidence).rating is expected


@pytest.mark.parametrize(
    "evidence",
    [
        {"main": "MB"},
        {"main": "BBB", "positive": 2, "other": 1},
        {"main": "MMM", "positive": 0, "other": 2},
        {"main": "BB", "additional": "MMM"},
    ],
)
def test_where_the_guide_has_a_gap_the_person_weighs(evidence):
    found = _proposal(**evidence)
    assert found.rating is None
    assert found.reasons[-1].sentence == UNDECIDED


@pytest.mark.parametrize(
    "evidence",
    [{"main": "AAA", "positive": 0}, {"main": "BBB", "positive": 0}, {"main": "MUU"}],
)
def test_without_feedback_or_data_there_is_not_enough_evidence(evidence):
    found = _proposal(**evidence)
    assert found.rating is None
    assert found.reasons[-1].sentence == NOT_ENOUGH


def test_nothing_at_all_is_not_enough_evidence():
    found = result_proposal([])
    assert found.rating is None
    assert found.reasons[0].sentence == "Belum ada hasil kerja pada periode ini."


@few
@given(results)
def test_silence_is_never_held_against_anybody(evidence):
    silent = [ResultEvidence(item.main, item.rating) for item in evidence]
    assert result_proposal(silent).rating is None


@few
@given(results)
def test_below_is_proposed_only_from_results_and_feedback_together(evidence):
    if result_proposal(evidence).rating is B:
        assert sum(item.rating is B for item in evidence) * 2 > len(evidence)
        positive = sum(item.feedback_positive for item in evidence)
        assert sum(item.feedback_other for item in evidence) > positive


@few
@given(results, behaviours)
def test_reasons_are_never_empty_and_their_facts_fit(evidence, behaviour):
    for found in (result_proposal(evidence), behaviour_proposal(behaviour)):
        assert found.reasons
        for reason in found.reasons:
            assert reason.sentence % reason.facts


@few
@given(results, results)
def test_the_order_of_results_changes_nothing(one, other):
    assert result_proposal(one + other) == result_proposal(other + one)


# Source: annex IV.B.3.a.2.c.
@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ([(2, 0, 1), (1, 0, 0)], A),
        ([(2, 1, 0), (1, 0, 0), (0, 0, 0)], M),
        ([(0, 2, 0), (0, 1, 1), (3, 0, 0)], B),
        ([(0, 2, 0), (3, 0, 0)], None),
        ([(1, 1, 0)], None),
        ([(0, 0, 0)], None),
        ([], None),
    ],
)
def test_the_behaviour_guide(evidence, expected):
    found = [BehaviourEvidence("loyal", *row) for row in evidence]
    assert behaviour_proposal(found).rating is expected


def test_no_feedback_on_behaviour_is_not_enough_evidence():
    assert behaviour_proposal([]).reasons[-1].sentence == NOT_ENOUGH


@pytest.mark.parametrize(
    ("achievements", "expected"),
    [
        (["110"], A),
        (["109.99"], M),
        (["120", None, "80"], M),
        (["89.99"], B),
        ([None], None),
        ([], None),
    ],
)
def test_a_results_rating_comes_from_what_is_known(achievements, expected):
    known = [value and Decimal(value) for value in achievements]
    assert result_rating_from(known) is expected


def test_the_bounds_of_a_result_are_arguments():
    assert result_rating_from([Decimal(101)], above=Decimal(101)) is A
    assert result_rating_from([Decimal(99)], meets=Decimal(100)) is B


# Source: SE MenPANRB 3/2023 as in rules digest 2 (secondary).
@pytest.mark.parametrize(
    ("level", "expected"),
    [("excellent", A), ("good", M), ("needs_improvement", B), ("poor", B), ("very_poor", B)],
)
def test_a_heads_rating_follows_the_unit(level, expected):
    assert head_proposal(OrganisationLevel(level)).rating is expected


def test_a_unit_without_a_level_gives_its_head_no_proposal():
    assert head_proposal(None).rating is None


def test_a_departure_needs_a_proposal():
    assert departs(Proposal(A, ()), M)
    assert not departs(Proposal(A, ()), A)
    assert not departs(Proposal(None, ()), B)
