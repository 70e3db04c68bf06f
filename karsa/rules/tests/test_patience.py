from datetime import date, timedelta

import pytest

from karsa.rules.calendar import WorkCalendar
from karsa.rules.patience import Patience, sent_by

WEDNESDAY = date(2026, 3, 4)
CALENDAR = WorkCalendar(5, frozenset({date(2026, 3, 3)}))  # the day before is off


def test_days_off_do_not_count():
    assert sent_by(CALENDAR, WEDNESDAY, 1) == date(2026, 3, 3)
    assert sent_by(CALENDAR, WEDNESDAY, 2) == date(2026, 3, 1)  # Sunday; Monday passed
    assert sent_by(CALENDAR, WEDNESDAY, 0) == WEDNESDAY


@pytest.mark.parametrize("days", range(1, 9))
@pytest.mark.parametrize("later", range(14))
def test_it_is_the_last_day_with_so_many_behind_it(days, later):
    today = WEDNESDAY + timedelta(days=later)
    last = sent_by(CALENDAR, today, days)

    assert CALENDAR.between(last, today) >= days
    assert CALENDAR.between(last + timedelta(days=1), today) < days


def test_a_reminder_comes_before_the_superior():
    with pytest.raises(ValueError, match="reminder comes first"):
        Patience(remind=5, climb=2)
