"""Working days of an agency, and the local day of a moment in Indonesia's three zones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONES: Mapping[str, str] = {
    "WIB": "Asia/Jakarta",
    "WITA": "Asia/Makassar",
    "WIT": "Asia/Jayapura",
}


@dataclass(frozen=True)
class WorkCalendar:
    """An agency's working week (from Monday, 5 or 6 days) and its days off, all local days.

    `worked`: days of a roster, worked whatever the week says.
    """

    week: int = 5
    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.week not in (5, 6):
            raise ValueError(f"a working week has 5 or 6 days, got {self.week}")

    def is_working(self, day: date) -> bool:
        """Say whether `day` is worked: in the week, and no day off."""
        return day in self.worked or (day.weekday() < self.week and day not in self.holidays)

    def add(self, day: date, working_days: int) -> date:
        """Return the last day of a term of `working_days` that runs since `day`.

        `day` itself is not counted, so 1 is the next working day and 0 is `day`.
        Raises: ValueError if `working_days` is negative.
        """
        if working_days < 0:
            raise ValueError(f"a term is not negative, got {working_days}")
        while working_days:
            day += timedelta(days=1)
            working_days -= self.is_working(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and with `last`; 0 if there are none."""
        span = (last - first).days
        days = (first + timedelta(days=n) for n in range(1, span + 1))
        return sum(self.is_working(day) for day in days)


def local_day(moment_utc: datetime, zone: str) -> date:
    """Return the day a clock shows in `zone` (WIB, WITA, WIT or an IANA name) at a moment.

    Raises: ValueError if the moment carries no zone of its own.
    """
    if moment_utc.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment_utc.astimezone(ZoneInfo(ZONES.get(zone, zone))).date()
