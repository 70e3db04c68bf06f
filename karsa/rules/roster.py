"""One person's days: shifts across midnight, and the calendar with leave and a roster in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from karsa.rules.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Hours:
    """The local hours of a shift."""

    starts: time
    ends: time

    @property
    def ends_next_day(self) -> bool:
        """A shift from 21.00 to 07.00 ends on the day after the one it belongs to."""
        return self.ends <= self.starts


def duty_day(local: datetime, yesterday: Iterable[Hours]) -> date:
    """Return the day that work at `local` belongs to, given the shifts that began the day before.

    While a night shift lasts, and the hour after it in which its report is written, it is the
    day on which the shift began.
    """
    until = max((hours.ends for hours in yesterday if hours.ends_next_day), default=None)
    if until is None:
        return local.date()
    end = datetime.combine(local.date(), until, local.tzinfo) + timedelta(hours=1)
    return local.date() - timedelta(days=1) if local < end else local.date()


def own_calendar(
    calendar: WorkCalendar, *, free: frozenset[date], worked: frozenset[date]
) -> WorkCalendar:
    """Return an agency's calendar as it counts for one person.

    `free`: leave, outages, field duty. `worked`: the days of a roster; in a month that has one,
    no other day is worked, be it a Monday, and a day of the roster is, be it a holiday.
    """
    rostered = {(day.year, day.month) for day in worked}
    months = {day for year, month in rostered for day in _month(year, month)}
    holidays = (calendar.holidays | months | free) - (worked - free)
    return replace(calendar, holidays=frozenset(holidays), worked=worked - free)


def _month(year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    days = (first + timedelta(days=n) for n in range(31))
    return [day for day in days if day.month == month]
