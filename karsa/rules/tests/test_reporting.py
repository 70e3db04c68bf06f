from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.calendar import WorkCalendar
from karsa.rules.refused import Refused
from karsa.rules.reporting import (
    check_content,
    check_day,
    check_undo,
    expected,
    position,
    reopened_until,
    share_passed,
)
from karsa.rules.tests.examples import few

STARTS, ENDS, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 4)
YEAR = {"today": TODAY, "starts": STARTS, "ends": ENDS}


@pytest.mark.parametrize("day", [STARTS, TODAY])
def test_a_day_of_the_plan_up_to_today_will_do(day):
    check_day(day, is_closed=False, **YEAR)


@pytest.mark.parametrize(
    ("day", "is_closed", "words"),
    [
        (date(2026, 3, 5), False, "belum tiba"),
        (date(2025, 12, 31), False, "01-01-2026 sampai 31-12-2026"),
        (TODAY, True, "sudah ditutup"),
    ],
)
def test_another_day_is_refused_with_which_would_do(day, is_closed, words):
    with pytest.raises(Refused, match=words):
        check_day(day, is_closed=is_closed, **YEAR)


def test_a_day_after_the_plan_is_refused():
    with pytest.raises(Refused, match="31-01-2026"):
        check_day(TODAY, today=TODAY, starts=STARTS, ends=date(2026, 1, 31), is_closed=False)


@pytest.mark.parametrize("said", [(Decimal(0), "", 0), (None, "Rapat", 0), (None, " ", 1)], ids=str)
def test_a_number_words_or_evidence_is_enough(said):
    quantity, text, files = said
    check_content(quantity=quantity, text=text, files=files)


def test_nothing_is_not_a_report():
    with pytest.raises(Refused, match="masih kosong"):
        check_content(quantity=None, text="  ", files=0)


def test_an_acceptance_is_undone_on_its_own_day_only():
    check_undo(accepted_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="hari yang sama"):
        check_undo(accepted_on=STARTS, today=TODAY)
    with pytest.raises(Refused, match="belum diterima"):
        check_undo(accepted_on=None, today=TODAY)


def test_a_quarter_of_the_days_is_a_quarter_of_the_target():
    share = share_passed(date(2026, 1, 1), date(2026, 1, 20), date(2026, 1, 5))

    assert share == Decimal("0.25")
    assert expected(Decimal(120), share) == 30
    assert position(Decimal(27), Decimal(120), share) == 90


def test_before_the_plan_nothing_is_expected_and_nothing_can_be_behind():
    assert share_passed(STARTS, ENDS, date(2025, 6, 1)) == 0
    assert position(Decimal(0), Decimal(120), Decimal(0)) is None


@few
@given(st.dates(STARTS, ENDS), st.integers(1, 10**6))
def test_meeting_what_is_expected_is_always_100(day, target):
    share = share_passed(STARTS, ENDS, day)
    due = expected(Decimal(target), share)

    assert 0 <= share <= 1
    assert due == 0 or position(due, Decimal(target), share) == 100


def test_days_on_leave_are_expected_of_nobody():
    starts, ends = date(2026, 1, 1), date(2026, 1, 10)
    away = [date(2025, 12, 31), date(2026, 1, 4), date(2026, 1, 9)]

    assert share_passed(starts, ends, date(2026, 1, 4), away) == Decimal(3) / Decimal(8)
    assert share_passed(starts, ends, ends, away) == 1
    assert share_passed(starts, starts, starts, [starts]) == 0


def test_a_closed_period_stays_open_a_day_longer_for_each_day_of_grace():
    friday = date(2026, 4, 10)
    assert reopened_until(WorkCalendar(), friday, 2) == date(2026, 4, 14)
    assert reopened_until(WorkCalendar(), friday, 0) is None
