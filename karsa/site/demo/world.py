"""The moment a demo begins: its agency, day and year, and the working days until then."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property
from zoneinfo import ZoneInfo

from karsa.accounts.actor import Actor
from karsa.org.queries.actor import system_actor
from karsa.org.queries.calendar import calendar_of
from karsa.rules.calendar import WorkCalendar
from karsa.tenancy.models import Agency

# A start in the first half of a year shows the year before as well.
_HALF = 7
_OPENS = time(9, 0)


@dataclass(frozen=True)
class World:
    """`now` is UTC; `size` limits how many people get a year of work (tests), 0 is all."""

    agency: Agency
    now: datetime
    size: int = 0

    @cached_property
    def actor(self) -> Actor:
        """The command itself."""
        return system_actor(self.agency, self.now)

    @cached_property
    def today(self) -> date:
        """The local day."""
        return self.actor.today

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have plans, entries and evaluations."""
        year = self.today.year
        return (year,) if self.today.month >= _HALF else (year - 1, year)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The agency's working days. One query."""
        return calendar_of(self.agency)

    @cached_property
    def working_days(self) -> list[date]:
        """Working days of the years shown, up to the last one on which people have reported."""
        first = date(self.years[0], 1, 1)
        local = self.now.astimezone(ZoneInfo(self.agency.zone)).time()
        last = self.today if local >= _OPENS else self.today - timedelta(days=1)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.calendar.is_working(day)]

    @cached_property
    def _offset(self) -> timezone:
        """The agency's zone as a plain offset: Indonesia's zones have no daylight saving."""
        return timezone(self.now.astimezone(ZoneInfo(self.agency.zone)).utcoffset() or timedelta())

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A local time of day, never in the future."""
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self._offset)
        return min(moment, self.now) if day >= self.today else moment
