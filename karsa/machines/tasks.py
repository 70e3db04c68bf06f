from datetime import datetime

from karsa.jobs.registry import job
from karsa.machines.services import answers, delivery
from karsa.tenancy.models import Agency


@job("machines.deliver", own_scope=True, hourly=True)
def run_delivery(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Soon after something happened, after each wait, and every hour for what was lost."""
    delivery.deliver(agency=agency, now=now)


@job("machines.forget", nightly=True)
def forget(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Answers of yesterday and messages of last month go."""
    answers.forget(agency=agency, now=now)
    delivery.forget_old(agency=agency, now=now)
