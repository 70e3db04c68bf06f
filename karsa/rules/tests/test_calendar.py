from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karsa.rules.calendar import ZONES, WorkCalendar, local_day
from karsa.rules.tests.examples import few

# 2026: 1 January is a Thursday and a holiday.
NEW_YEAR = date(2026, 1, 1)
FIVE = WorkCalendar(5, frozenset({NEW_YEAR}))
SIX = WorkCalendar(6, frozenset({NEW_YEAR}))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
calendars = st.builds(
    WorkCalendar,
    st.sampled_from((5, 6)),
    st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1))),
)


def test_a_week_has_five_or_six_working_days():
    saturday, sunday = date(2026, 1, 3), date(2026, 1, 4)
    assert not FIVE.is_working(saturday)
    assert SIX.is_working(saturday)
    assert not SIX.is_working(sunday)
    with pytest.raises(ValueError, match="5 or 6"):
        WorkCalendar(7)


def test_a_holiday_is_not_worked():
    assert not FIVE.is_working(NEW_YEAR)
    assert FIVE.add(date(2025, 12, 31), 1) == date(2026, 1, 2)


def test_a_term_of_zero_days_ends_today_and_none_is_negative():
    assert FIVE.add(NEW_YEAR, 0) == NEW_YEAR
    with pytest.raises(ValueError, match="not negative"):
        FIVE.add(NEW_YEAR, -1)


def test_fourteen_working_days_by_hand():
    # Monday 5 January 2026; five-day week: Friday 23 January is the 14th day after it.
    assert FIVE.add(date(2026, 1, 5), 14) == date(2026, 1, 23)
    assert SIX.add(date(2026, 1, 5), 14) == date(2026, 1, 21)


@few
@given(calendars, days, st.integers(1, 40))
def test_between_undoes_add(calendar, day, term):
    end = calendar.add(day, term)
    assert calendar.is_working(end)
    assert calendar.between(day, end) == term
    assert calendar.between(day, end - timedelta(days=1)) == term - 1


@few
@given(calendars, days, st.integers(0, 20), st.integers(0, 20))
def test_two_terms_add_up(calendar, day, one, other):
    assert calendar.add(calendar.add(day, one), other) == calendar.add(day, one + other)


@given(days, st.integers(0, 400))
@few
def test_nothing_lies_between_a_day_and_one_before_it(day, earlier):
    assert FIVE.between(day, day - timedelta(days=earlier)) == 0


@pytest.mark.parametrize(
    ("zone", "hour", "expected"),
    [("WIB", 17, 2), ("WIB", 16, 1), ("WITA", 16, 2), ("WIT", 15, 2), ("Asia/Jayapura", 14, 1)],
)
def test_midnight_comes_first_in_the_east(zone, hour, expected):
    moment = datetime(2026, 3, 1, hour, 0, tzinfo=UTC)
    assert local_day(moment, zone) == date(2026, 3, expected)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a zone"):
        local_day(datetime(2026, 3, 1), "WIB")
    assert list(ZONES) == ["WIB", "WITA", "WIT"]
