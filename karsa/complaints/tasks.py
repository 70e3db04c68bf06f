from datetime import datetime

from karsa.complaints.services import browsers, keeping, letters, tables, verifying
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("complaints.letter")
def send_letter(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Tell who reported, by mail and on their devices, as far as they asked for it."""
    case_id = int(kwargs["case_id"])
    letters.send(agency=agency, case_id=case_id, now=now)
    browsers.send(agency=agency, case_id=case_id)


@job("complaints.night", nightly=True)
def run_night(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Close what nobody objected to, raise what is overdue, erase what has served."""
    verifying.close_verified(agency=agency, now=now)
    keeping.climb(agency=agency, now=now)
    keeping.forget(agency=agency, now=now)
    browsers.forget_ended(agency)


@job("complaints.cases", own_scope=True)
def run_table(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    tables.run(agency=agency, batch_id=int(kwargs["batch_id"]), now=now)
