from datetime import datetime

from karsa.jobs.registry import job
from karsa.privacy.services import incidents, keeping
from karsa.tenancy.models import Agency


@job("privacy.clock", hourly=True)
def run_clock(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Officers hear of every incident whose term runs out."""
    incidents.remind(agency=agency, now=now)


@job("privacy.forget", nightly=True)
def run_terms(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Rows whose declared days are over."""
    keeping.forget(agency=agency, now=now)
