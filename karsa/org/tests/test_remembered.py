"""Configuration is read once a minute, and anew as soon as a row of it is written."""

from datetime import date

import pytest

from karsa.kit.remembered import remembered, take_turn, turn
from karsa.kit.testing import queries_of, undone
from karsa.org.models import CalendarDay, Period
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.periods import all_periods, period_by_key, period_on
from karsa.org.tests import make
from karsa.tenancy.turns import Turn, hear


@pytest.fixture
def day(agency):
    return CalendarDay.objects.create(agency=agency, day=make.TODAY, name="Libur", kind="agency")


def test_days_off_and_periods_cost_one_query_a_minute(agency, day):
    make.quarter(agency)

    def ask():
        calendar_of(agency)
        return all_periods(agency), period_on(agency, make.TODAY)

    assert len(queries_of(ask)) == 2
    assert queries_of(ask) == []


def _bulk(agency):
    CalendarDay.objects.bulk_create(
        [CalendarDay(agency=agency, day=date(2026, 3, 5), name="Libur", kind="agency")]
    )


@pytest.mark.parametrize(
    ("write", "days"),
    [
        (lambda row: row.delete(), []),
        (lambda row: CalendarDay.objects.filter(pk=row.pk).delete(), []),
        (lambda row: CalendarDay.objects.update(day=date(2026, 3, 6)), [6]),
        (lambda row: _bulk(row.agency), [4, 5]),
    ],
)
def test_a_day_that_is_written_counts_at_once(agency, day, write, days):
    assert calendar_of(agency).holidays == {make.TODAY}
    write(day)
    assert sorted(one.day for one in calendar_of(agency).holidays) == days


def test_a_period_that_is_closed_is_so_at_once(agency):
    period = make.quarter(agency)
    assert not all_periods(agency)[0].is_closed
    Period.objects.filter(pk=period.pk).update(is_closed=True)
    assert all_periods(agency)[0].is_closed


def test_periods_of_another_agency_are_not_found(agency, elsewhere):
    period = make.quarter(agency)
    assert period_by_key(agency, period.pk) == period
    assert period_by_key(elsewhere, period.pk) is None


def test_what_was_read_before_a_change_is_not_found_after_it(agency, day):
    """Somebody who began earlier reads the old row when the new one stands already."""
    hear()
    earlier = turn()
    day.delete()
    hear()
    later = turn()

    take_turn(earlier)
    remembered(f"days_off:{agency.pk}", lambda: "as it was")
    take_turn(later)
    assert calendar_of(agency).holidays == frozenset()


def test_a_change_that_was_taken_back_is_forgotten(agency, day):
    hear()
    before = turn()
    with undone():
        day.delete()
        assert calendar_of(agency).holidays == frozenset()
    hear()
    assert turn() == before
    assert calendar_of(agency).holidays == {make.TODAY}


def test_of_many_changes_one_word_is_left(agency, day):
    for number in (5, 6):
        CalendarDay.objects.update(day=date(2026, 3, number))
    assert [one.word for one in Turn.objects.all()] == [turn()]
