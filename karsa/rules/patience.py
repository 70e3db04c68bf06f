"""How long a report may wait for its reviewer: then a reminder, then the reviewer's superior."""

from dataclasses import dataclass
from datetime import date, timedelta

from karsa.rules.calendar import WorkCalendar


@dataclass(frozen=True)
class Patience:
    """Whole working days since the day of sending, at least 1, in order."""

    remind: int = 2
    climb: int = 4
    source: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.remind <= self.climb:
            raise ValueError(f"a reminder comes first, got {self.remind} and {self.climb}")


USUAL = Patience()


def sent_by(calendar: WorkCalendar, today: date, working_days: int) -> date:
    """Return the last day of sending from which at least `working_days` have passed today.

    The day of sending itself is not counted; today is. With 0 it is today.
    Source: an agency's configuration (rule set "patience"), else the usual 2 and 4 days.
    """
    day, passed = today, 0
    while passed < working_days:
        passed += calendar.is_working(day)
        day -= timedelta(days=1)
    return day
