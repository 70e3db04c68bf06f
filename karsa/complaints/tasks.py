from datetime import datetime

from karsa.complaints.services import keeping, letters, verifying
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("complaints.letter")
def send_letter(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    letters.send(agency=agency, case_id=int(kwargs["case_id"]), now=now)


@job("complaints.night", nightly=True)
def run_night(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Close what nobody objected to, raise what is overdue, erase what has served."""
    verifying.close_verified(agency=agency, now=now)
    keeping.climb(agency=agency, now=now)
    keeping.forget(agency=agency, now=now)
