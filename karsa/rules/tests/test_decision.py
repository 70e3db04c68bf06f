"""What a decision carries, and whose turn it is at the edges of the window."""

from datetime import date

import pytest

from karsa.rules.deadlines import Window
from karsa.rules.decision import check_reason, check_turn
from karsa.rules.grade import Grade, Rating, grade
from karsa.rules.refused import Refused

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
        (date(2026, 5, 1), False, False, "atasan pejabat penilai"),
        (date(2026, 5, 1), True, False, ""),
        (date(2026, 5, 1), False, True, ""),
    ],
)
def test_whose_turn_it_is(today, superior, alone, says):
    if not says:
        check_turn(WINDOW, today, superior=superior, alone=alone)
        return
    with pytest.raises(Refused, match=says):
        check_turn(WINDOW, today, superior=superior, alone=alone)
