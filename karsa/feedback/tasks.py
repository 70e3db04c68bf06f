from datetime import datetime

from karsa.feedback.services.rounds import release_rounds
from karsa.jobs.registry import job
from karsa.rules.calendar import local_day
from karsa.tenancy.models import Agency


@job("feedback.release_rounds", nightly=True)
def run_releases(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Rounds whose last day has passed are released by the night, never by a person."""
    release_rounds(agency=agency, today=local_day(now, agency.zone))
