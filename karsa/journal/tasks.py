from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from karsa.jobs.registry import job
from karsa.journal.services import figures, photos, plausibility, timers
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


@job("journal.figures", nightly=True)
def run_figures(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of one result and month, else of the month of yesterday and all results."""
    day = now.astimezone(ZoneInfo(agency.zone)).date() - timedelta(days=1)
    asked = {"year": day.year, "month": day.month} | {
        name: int(value) for name, value in kwargs.items()
    }
    figures.add_up(agency=agency, now=now, **asked)


@job("journal.forget_places", nightly=True)
def forget_places(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Where photos were taken is deleted after its 90 days."""
    photos.forget_places(agency=agency, today=local_day(now, agency.zone))


@job("journal.plausibility", nightly=True)
def look_for_oddities(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """What was sent in the last days is looked at once more; the same question is asked once."""
    plausibility.look(agency=agency, now=now)


@job("journal.remind", nightly=True)
def run_reminders(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Kept at night, delivered after the quiet hours."""
    timers.remind(agency=agency, now=now)
    timers.remind_silent(agency=agency, now=now)
