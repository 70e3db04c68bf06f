from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules import deadlines
from karsa.rules.calendar import WorkCalendar
from karsa.rules.deadlines import PERMENPANRB_6_2022, Warned, Window
from karsa.rules.refused import Refused
from karsa.rules.tests.examples import few

CALENDAR = WorkCalendar(5, frozenset({date(2026, 2, 17)}))
MONDAY = date(2026, 2, 2)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


# Source: PermenPANRB 6/2022, annex V.A.5-11 and V.B.2-6.
@pytest.mark.parametrize(
    ("deadline", "working_days"),
    [
        (deadlines.hand_over_by, 14),
        (deadlines.return_by, 14),
        (deadlines.reviewer_sign_by, 14),
        (deadlines.reviewer_hand_over_by, 7),
        (deadlines.reviewer_return_by, 7),
        (deadlines.objection_by, 14),
        (deadlines.decision_by, 7),
        (deadlines.report_by, 30),
    ],
)
def test_the_terms_of_annex_v(deadline, working_days):
    assert deadline(CALENDAR, MONDAY) == CALENDAR.add(MONDAY, working_days)


def test_fourteen_days_pass_over_a_holiday():
    assert deadlines.objection_by(CALENDAR, MONDAY) == date(2026, 2, 23)


def test_terms_are_dated_configuration():
    rules = replace(PERMENPANRB_6_2022, starts=date(2027, 1, 1), objection=5)
    assert deadlines.objection_by(CALENDAR, MONDAY, rules) == date(2026, 2, 9)
    assert "6/2022" in rules.source


# Source: PermenPANRB 6/2022 Pasal 14 (1): "paling lambat akhir bulan Januari".
def test_a_plan_is_set_by_the_end_of_january():
    assert deadlines.plan_due(2026) == date(2026, 1, 31)


# Source: annex IV.A.8.b: from the end of December to the end of January.
def test_the_annual_window():
    window = deadlines.evaluation_window(date(2026, 12, 31))
    assert window == Window(date(2026, 12, 25), date(2027, 1, 31))
    assert window.holds(date(2027, 1, 31))
    assert not window.holds(date(2027, 2, 1))


# Source: annex IV.A.14, example of Purnama (quarter 3; 25 August outside, 25 September inside).
def test_a_transfer_is_inside_or_outside_the_periodic_window():
    window = deadlines.evaluation_window(date(2026, 9, 30))
    assert not window.holds(date(2026, 8, 25))
    assert window.holds(date(2026, 9, 25))
    assert window.closes == date(2026, 10, 31)


@few
@given(days)
def test_a_window_holds_its_periods_end(day):
    window = deadlines.evaluation_window(day)
    assert window.holds(day)
    assert window.opens < window.closes


def test_a_report_can_fall_before_an_objection_ends():
    reported = deadlines.report_by(CALENDAR, date(2026, 1, 31))
    precedes = partial(deadlines.report_precedes_objection, CALENDAR, reported=reported)
    assert precedes(received=date(2026, 2, 27))
    assert not precedes(received=date(2026, 1, 31))


def test_an_objection_in_time_is_let_through():
    last = deadlines.objection_by(CALENDAR, MONDAY)
    deadlines.check_objection(CALENDAR, received=MONDAY, today=last, final=False)


def test_an_objection_too_late_names_the_last_day():
    with pytest.raises(Refused, match="23-02-2026"):
        deadlines.check_objection(CALENDAR, received=MONDAY, today=date(2026, 2, 24), final=False)


# Source: annex IV.A.11-12.
def test_a_final_result_has_no_objection():
    with pytest.raises(Refused, match="final"):
        deadlines.check_objection(CALENDAR, received=MONDAY, today=MONDAY, final=True)


# Source: issue 5, item 3: working days before and after the window's end.
@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 4, 22), None),
        (date(2026, 4, 23), Warned.SOON),
        (date(2026, 4, 28), Warned.SOON),
        (date(2026, 4, 29), Warned.TOMORROW),
        (date(2026, 4, 30), Warned.TOMORROW),
        (date(2026, 5, 1), Warned.LATE),
        (date(2026, 5, 20), Warned.LATE),
        (date(2026, 5, 21), None),
    ],
)
def test_a_rater_is_warned_before_and_after(day, due):
    window = Window(date(2026, 3, 25), date(2026, 4, 30))
    assert deadlines.warning_due(WorkCalendar(), window, day) == due


def test_who_will_have_no_objection_is_heard_for_five_working_days():
    assert deadlines.heard_until(CALENDAR, MONDAY) == date(2026, 2, 9)
