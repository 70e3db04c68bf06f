from datetime import date, datetime, time

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.roster import Hours, duty_day, own_calendar

NIGHT = Hours(time(21), time(7))
DAY = Hours(time(7), time(14))


@pytest.mark.parametrize(
    ("hour", "shifts", "day"),
    [(2, [NIGHT], 3), (7, [NIGHT], 3), (8, [NIGHT], 4), (2, [DAY], 4), (2, [], 4)],
)
def test_work_of_a_night_belongs_to_the_day_the_shift_began(hour, shifts, day):
    assert duty_day(datetime(2026, 3, 4, hour, 30), shifts) == date(2026, 3, day)


def test_a_roster_says_which_days_of_its_months_are_worked():
    calendar = WorkCalendar(holidays=frozenset({date(2026, 3, 7), date(2026, 4, 3)}))
    worked = frozenset({date(2026, 3, 7), date(2026, 3, 8)})
    own = own_calendar(calendar, free=frozenset({date(2026, 3, 8)}), worked=worked)

    assert own.is_working(date(2026, 3, 7))
    assert not own.is_working(date(2026, 3, 8))
    assert not own.is_working(date(2026, 3, 9))
    assert own.is_working(date(2026, 4, 1))
    assert not own.is_working(date(2026, 4, 3))


def test_leave_and_outages_move_a_term():
    own = own_calendar(WorkCalendar(), free=frozenset({date(2026, 3, 5)}), worked=frozenset())
    assert own.add(date(2026, 3, 4), 1) == date(2026, 3, 6)
