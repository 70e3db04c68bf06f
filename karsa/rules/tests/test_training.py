"""Learning in numbers: what is missing, when one is there, and how many hours that is."""

from datetime import date, time

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.training import (
    USUAL,
    Meeting,
    Rhythm,
    configured,
    days_of,
    gap,
    is_attended,
    overlap,
    score,
    standing,
    starts_in,
)

WEEK = WorkCalendar(5, frozenset({date(2026, 4, 3)}))


def meeting(first=1, last=1, opens=8, closes=16):
    return Meeting(date(2026, 4, first), date(2026, 4, last), time(opens), time(closes))


@pytest.mark.parametrize(
    ("required", "seen", "missing"), [(3, 2, 1), (3, 4, 0), (None, 2, None), (3, None, None)]
)
def test_a_gap_needs_both_a_need_and_a_look(required, seen, missing):
    assert gap(required, seen) == missing


@pytest.mark.parametrize(
    ("other", "clashes"),
    [
        (meeting(), True),
        (meeting(opens=15, closes=17), True),
        (meeting(opens=16, closes=18), False),
        (meeting(2, 3), False),
    ],
)
def test_trainings_overlap_by_day_and_hour(other, clashes):
    assert overlap(meeting(), other) is clashes
    assert overlap(other, meeting()) is clashes


def test_days_off_ask_for_nobody_unless_all_of_them_are():
    thursday, monday = date(2026, 4, 2), date(2026, 4, 6)
    assert days_of(thursday, monday, WEEK) == (thursday, monday)
    assert len(days_of(date(2026, 4, 4), date(2026, 4, 5), WEEK)) == 2  # a weekend


def test_four_days_of_five_are_enough():
    assert is_attended(4, 5, USUAL)
    assert not is_attended(3, 5, USUAL)
    assert not is_attended(0, 1, USUAL)


def test_least_and_ceiling_follow_the_employment_and_may_be_the_agencys_own():
    assert (standing("pns", 12, USUAL).left, standing("pns", 30, USUAL).left) == (8, 0)
    assert (standing("pppk", 20, USUAL).room, standing("pppk", 30, USUAL).room) == (4, 0)
    assert standing("non_asn", 3, USUAL).goal is None
    own = configured({"least": {"pns": 24}}, "Perbup 1/2027")
    assert standing("pns", 12, own).left == 12
    assert standing("pppk", 12, own).most == 24
    with pytest.raises(TypeError):
        configured({"lest": {}}, "salah tulis")


def test_scores_are_whole_percent():
    assert score([0, 1, 1], [0, 1, 2]) == 67
    with pytest.raises(ValueError, match="one answer"):
        score([], [])


def test_a_series_moves_on_to_working_days_and_stays_in_its_year():
    quarterly = starts_in(2026, date(2025, 10, 31), Rhythm.QUARTERLY, WEEK)
    assert quarterly == [date(2026, 2, 2), date(2026, 4, 30), date(2026, 7, 31), date(2026, 11, 2)]
    assert starts_in(2026, date(2026, 4, 3), Rhythm.YEARLY, WEEK) == [date(2026, 4, 6)]
    assert starts_in(2025, date(2026, 4, 3), Rhythm.MONTHLY, WEEK) == []
