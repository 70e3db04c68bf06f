from datetime import date

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.conflict import Tie, tie_of
from karsa.rules.discipline import SANCTIONS, Level, expiry, in_force
from karsa.rules.improvement import ends_on, outcomes_for
from karsa.rules.refused import Refused
from karsa.rules.reward import (
    Asked,
    Criterion,
    Facts,
    Trouble,
    check_award,
    check_stand_in,
    findings_of,
)

GOOD = Asked(Criterion.GRADE, "good", 2)


@pytest.mark.parametrize(
    ("grades", "met"),
    [
        ((), None),
        (("good",), None),
        (("good", "very_good"), True),
        (("poor", "good", "good"), True),
        (("good", "needs_improvement"), False),
    ],
)
def test_the_last_grades_are_at_least_as_good_as_asked(grades, met):
    told = [(f"Triwulan {n}", grade) for n, grade in enumerate(grades, 1)]
    [found] = findings_of([GOOD], Facts(grades=told))
    assert found.met is met


@pytest.mark.parametrize(("good", "n", "met"), [(0, 0, None), (79, 100, False), (80, 100, True)])
def test_a_share_is_compared_exactly(good, n, met):
    [found] = findings_of([Asked(Criterion.VERIFIED, "80")], Facts(verified=good, reported=n))
    assert found.met is met


@pytest.mark.parametrize("trouble", Trouble)
def test_a_result_in_trouble_comes_first_and_refuses_with_its_period(trouble):
    facts = Facts(grades=[("TW1", "good"), ("TW2", "good")], troubles=[("TW3", trouble)])
    with pytest.raises(Refused, match="TW3"):
        check_award(findings_of([GOOD], facts))


def test_no_data_is_never_enough():
    with pytest.raises(Refused, match="Belum ada hasil"):
        check_award(findings_of([GOOD], Facts()))


@pytest.mark.parametrize(
    ("over", "tie"),
    [
        ({}, None),
        ({"works_in": ["/1/2/3/"]}, Tie.SAME_UNIT),
        ({"works_in": ["/1/2/3/4/"]}, Tie.SAME_UNIT),
        ({"heads": ["/1/2/"]}, Tie.LINE),
        ({"heads": ["/1/9/"]}, None),
        ({"rates": True}, Tie.LINE),
        ({"nominated": True}, Tie.NOMINATOR),
        ({"is_self": True, "declared": True}, Tie.SELF),
        ({"declared": True}, Tie.DECLARED),
    ],
)
def test_who_is_tied_does_not_vote(over, tie):
    apart = {"heads": (), "works_in": ["/1/9/"], "units": ["/1/2/3/"]}
    assert tie_of(**apart | over) is tie


@pytest.mark.parametrize(
    ("sits", "has_read", "is_tied", "words"),
    [
        (True, True, True, "sudah menjadi juri"),
        (False, True, True, "membaca suara"),
        (False, False, True, "terkait"),
    ],
)
def test_who_stands_in_takes_no_part_has_read_nothing_and_is_not_tied(
    sits, has_read, is_tied, words
):
    with pytest.raises(Refused, match=words):
        check_stand_in(sits=sits, has_read=has_read, is_tied=is_tied)
    check_stand_in(sits=False, has_read=False, is_tied=False)


@pytest.mark.parametrize(
    ("starts", "months", "ends"),
    [
        (date(2026, 1, 1), 6, date(2026, 6, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 30), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
    ],
)
def test_months_end_the_day_before(starts, months, ends):
    assert ends_on(starts, months) == ends


def test_outcomes_of_a_pns_and_a_pppk_share_nothing():
    assert not set(outcomes_for("pns")) & set(outcomes_for("pppk"))


def test_every_level_has_its_sanctions_and_only_a_dismissal_does_not_end():
    assert {one.level for one in SANCTIONS} == set(Level)
    assert [one.code for one in SANCTIONS if expiry(date(2026, 1, 1), one.months) is None] == [
        "dismissed"
    ]


def test_a_sanction_begins_the_working_day_after_the_last_day_to_appeal():
    calendar = WorkCalendar(5, frozenset({date(2026, 6, 16)}))
    assert in_force(calendar, date(2026, 6, 15)) == date(2026, 7, 7)
