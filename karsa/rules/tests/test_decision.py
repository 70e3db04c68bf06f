"""What a decision carries, and whose turn it is at the edges of the window."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.deadlines import Window
from karsa.rules.decision import Hearing, check_reason, check_takeover, check_turn
from karsa.rules.grade import Grade, Rating, grade, rating_of
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few

ABOVE, MEETS, BELOW = Rating.ABOVE, Rating.MEETS, Rating.BELOW
EXAMPLE = "Pada 12 Mei menangani KLB diare bersama kader, selesai dua hari"
WINDOW = Window(date(2026, 3, 25), date(2026, 4, 30))


def decide(proposed, decided, reason):
    check_reason(proposed, decided, grade(*decided), reason)


def test_agreeing_with_the_proposal_needs_no_words():
    decide((MEETS, MEETS), (MEETS, MEETS), "")


@pytest.mark.parametrize("proposed", [(ABOVE, MEETS), (MEETS, BELOW), (None, MEETS), (None, None)])
def test_a_departure_and_missing_evidence_need_a_reason(proposed):
    with pytest.raises(Refused, match="alasannya"):
        decide(proposed, (MEETS, MEETS), "  ya ")
    decide(proposed, (MEETS, MEETS), "Sesuai dengan laporan kohort")


@pytest.mark.parametrize("decided", [(ABOVE, ABOVE), (BELOW, BELOW)])
def test_the_best_and_the_worst_grade_need_an_example_even_when_proposed(decided):
    assert grade(*decided) in (Grade.VERY_GOOD, Grade.VERY_POOR)
    with pytest.raises(Refused, match="contoh nyata"):
        decide(decided, decided, "Kerjanya memang begitu")
    decide(decided, decided, EXAMPLE)


@pytest.mark.parametrize(
    ("today", "superior", "alone", "says"),
    [
        (date(2026, 3, 24), False, False, "25-03-2026"),
        (date(2026, 3, 24), True, False, "25-03-2026"),
        (date(2026, 3, 25), False, False, ""),
        (date(2026, 4, 30), False, False, ""),
        (date(2026, 4, 30), True, False, "sampai 30-04-2026"),
        (date(2026, 5, 1), False, False, ""),
        (date(2026, 5, 1), True, False, "Ambil alih dulu"),
        (date(2026, 5, 1), False, True, ""),
    ],
)
def test_whose_turn_it_is(today, superior, alone, says):
    if not says:
        check_turn(WINDOW, today, superior=superior, alone=alone)
        return
    with pytest.raises(Refused, match=says):
        check_turn(WINDOW, today, superior=superior, alone=alone)


# Source: annex IV.A.11; the five days because IV.A.12 leaves no objection.
def test_the_superior_takes_over_by_an_act_and_hears_first():
    hearing, late = Hearing(date(2026, 5, 12)), date(2026, 5, 12)
    turn = partial(check_turn, WINDOW, alone=False, hearing=hearing)
    with pytest.raises(Refused, match="12-05-2026"):
        turn(late, superior=True)
    with pytest.raises(Refused, match="mengambil alih"):
        turn(late, superior=False)
    turn(date(2026, 5, 13), superior=True)
    check_turn(WINDOW, late, superior=True, alone=False, hearing=replace(hearing, is_over=True))


@pytest.mark.parametrize(
    ("today", "rated", "taken", "says"),
    [
        (date(2026, 4, 30), False, False, "sampai 30-04-2026"),
        (date(2026, 5, 1), True, False, "sudah menetapkan"),
        (date(2026, 5, 1), False, True, "sudah diambil alih"),
    ],
)
def test_what_is_not_taken_over(today, rated, taken, says):
    with pytest.raises(Refused, match=says):
        check_takeover(WINDOW, today, is_rated=rated, is_taken=taken)


@few
@given(
    st.dates(date(2026, 3, 1), date(2026, 7, 1)),
    st.none() | st.builds(Hearing, st.dates(date(2026, 5, 1), date(2026, 6, 1)), st.booleans()),
)
def test_rater_and_superior_never_may_decide_on_the_same_day(today, hearing):
    may = []
    for superior in (False, True):
        with suppress(Refused):
            check_turn(WINDOW, today, superior=superior, alone=False, hearing=hearing)
            may.append(superior)
    assert len(may) <= 1


@few
@given(st.sampled_from(Rating), st.sampled_from(Rating), st.sampled_from(Rating))
def test_a_better_rating_never_gives_a_worse_grade(one, other, behaviour):
    order, ranks = list(Grade), list(Rating)
    better, worse = sorted((one, other), key=ranks.index)
    if behaviour is not BELOW:  # the annex's own quadrant: Kurang/Misconduct stands for conduct
        assert order.index(grade(better, behaviour)) <= order.index(grade(worse, behaviour))
    assert order.index(grade(behaviour, better)) <= order.index(grade(behaviour, worse))


@pytest.mark.parametrize("code", ["", "4", "istimewa", "ABOVE"])
def test_a_rating_outside_the_scale_is_refused(code):
    with pytest.raises(Refused, match="Pilih rating"):
        rating_of(code)
