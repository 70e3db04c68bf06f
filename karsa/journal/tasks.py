from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from karsa.jobs.registry import job
from karsa.journal.services import figures, timers
from karsa.tenancy.models import Agency


@job("journal.figures", nightly=True)
def run_figures(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of one result and month, else of the month of yesterday and all results."""
    day = now.astimezone(ZoneInfo(agency.zone)).date() - timedelta(days=1)
    asked = {"year": day.year, "month": day.month} | {
        name: int(value) for name, value in kwargs.items()
    }
    figures.add_up(agency=agency, now=now, **asked)


@job("journal.remind", nightly=True)
def run_reminders(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Kept at night, delivered after the quiet hours."""
    timers.remind(agency=agency, now=now)
