from datetime import datetime

from karsa.consultations.services import nightly
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("consultations.night", nightly=True)
def run_night(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Remind of answers, raise what is overdue, forget what has served."""
    nightly.remind(agency=agency, now=now)
    nightly.climb(agency=agency, now=now)
    nightly.call_second(agency=agency, now=now)
    nightly.forget(agency=agency, now=now)
