"""What a month's entries add to an allowance: minutes, counts, and how soon they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from karsa.journal.models import DailyEntry
from karsa.org.queries.calendar import calendar_of
from karsa.rules.allowance import Facts, Note, minutes_between
from karsa.rules.calendar import WorkCalendar
from karsa.tenancy.models import Agency

NAMES = frozenset({"menit", "catatan", "jeda", "jeda_akhir_pekan"})
_COUNTED = (DailyEntry.State.ACCEPTED, DailyEntry.State.SENT)
_Row = tuple[int, date, str, datetime | None, datetime | None, time | None, time | None]


@dataclass(slots=True)
class Journal:
    """The sums of some entries."""

    minutes: int = 0
    entries: int = 0
    delays: list[int] = field(default_factory=list)
    weekend_delays: list[int] = field(default_factory=list)
    without_hours: int = 0

    def values(self) -> dict[str, Decimal | tuple[Decimal, ...]]:
        """By the names of formulas."""
        return {
            "menit": Decimal(self.minutes),
            "catatan": Decimal(self.entries),
            "jeda": tuple(map(Decimal, self.delays)),
            "jeda_akhir_pekan": tuple(map(Decimal, self.weekend_delays)),
        }


@dataclass(slots=True)
class Month:
    """One person's month: what counts, what of it is verified, and how much waits."""

    counted: Journal = field(default_factory=Journal)
    verified: Journal = field(default_factory=Journal)
    waiting: int = 0

    def facts(self) -> Facts:
        """What waits for the leader counts as if it were accepted."""
        notes = [(Note.WAITING.value, self.waiting)] if self.waiting else []
        if self.counted.without_hours:
            notes.append((Note.NO_HOURS.value, self.counted.without_hours))
        verified = self.verified.values() if self.waiting else {}
        return Facts(values=self.counted.values(), verified=verified, notes=tuple(notes))


def months_of(agency: Agency, first: date, last: date) -> Mapping[int, Month]:
    """Return the month of everybody who reported, by employee. One query, two the first minute."""
    rows = DailyEntry.objects.filter(agency=agency, day__range=(first, last), state__in=_COUNTED)
    names = ("employee", "day", "state", "sent_at", "written_at", "started", "ended")
    calendar, zone = calendar_of(agency), ZoneInfo(agency.zone)
    found: dict[int, Month] = {}
    for row in rows.order_by("employee", "day", "pk").values_list(*names).iterator(5000):
        _add(found.setdefault(row[0], Month()), row, calendar, zone)
    return found


def _add(month: Month, row: _Row, calendar: WorkCalendar, zone: ZoneInfo) -> None:
    _person, day, state, sent, written, starts, ends = row
    is_verified = state == DailyEntry.State.ACCEPTED
    month.waiting += not is_verified
    said = written or sent  # written without signal: when it was written counts
    delay = max((said.astimezone(zone).date() - day).days, 0) if said else 0
    is_last = day.weekday() == calendar.week - 1
    minutes = minutes_between(starts, ends) if starts and ends else None
    for part in (month.counted, month.verified) if is_verified else (month.counted,):
        part.entries += 1
        (part.weekend_delays if is_last else part.delays).append(delay)
        part.minutes += minutes or 0
        part.without_hours += minutes is None
