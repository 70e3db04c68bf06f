from datetime import date, timedelta
from decimal import Decimal

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.complaints import (
    ComplaintRules,
    Handled,
    check_reopening,
    clock,
    configured,
    due,
    figures,
    is_independent,
    may_object,
)
from karsa.rules.refused import Refused

WEEK = WorkCalendar(5)
DAY = date(2026, 3, 4)  # a Wednesday


def test_each_kind_has_its_term_in_working_days():
    assert due(WEEK, DAY, "complaint") == date(2026, 3, 24)
    assert due(WEEK, DAY, "information") == date(2026, 3, 18)
    assert due(WEEK, DAY, "information", is_protected=True) == WEEK.add(DAY, 60)


def test_an_agency_may_have_its_own_terms():
    own = configured({"complaint": 5}, "Perbup 1/2026")
    assert due(WEEK, DAY, "complaint", rules=own) == date(2026, 3, 11)
    assert own.information == 10
    assert configured({}, "") == ComplaintRules()
    with pytest.raises(TypeError):
        configured({"unknown": 1}, "")
    with pytest.raises(ValueError, match="at least one day"):
        ComplaintRules(objection=0)


@pytest.mark.parametrize(
    ("last", "left", "late"),
    [(DAY, 0, 0), (date(2026, 3, 9), 3, 0), (date(2026, 2, 27), 0, 3)],
)
def test_the_clock_counts_working_days_both_ways(last, left, late):
    found = clock(WEEK, last, DAY)
    assert (found.left, found.late) == (left, late)


def test_who_works_in_the_unit_or_below_it_does_not_verify_it():
    assert is_independent(["/1/3/"], "/1/2/")
    assert is_independent([], "/1/2/")
    for path in ("/1/2/", "/1/2/9/"):
        assert not is_independent(["/1/3/", path], "/1/2/")


def test_nothing_closes_before_the_days_to_object_are_over():
    for day in (DAY, WEEK.add(DAY, 5)):
        assert may_object(WEEK, DAY, day, 5)
    assert not may_object(WEEK, DAY, WEEK.add(DAY, 6), 5)


def test_a_closed_case_opens_again_for_a_while():
    check_reopening(WEEK, DAY, WEEK.add(DAY, 10), 10)
    with pytest.raises(Refused, match="laporan baru"):
        check_reopening(WEEK, DAY, WEEK.add(DAY, 10) + timedelta(days=1), 10)


def test_figures_count_what_is_decided():
    def handled(in_time, days=None, again=False):
        return Handled(DAY, in_time, DAY + timedelta(days=days) if days else None, again)

    found = figures([handled(True, 4), handled(False, 9, True), handled(True, 5), handled(None)])
    assert (found.received, found.due, found.closed) == (4, 3, 3)
    assert found.in_time == Decimal("66.7")
    assert found.reopened == Decimal("33.3")
    assert found.median_days == 5
    assert figures([]).in_time is None
