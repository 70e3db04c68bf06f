from datetime import datetime

from karsa.inbox.services.delivery import deliver
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("inbox.deliver", own_scope=True, hourly=True)
def run_delivery(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Soon after something happened, and every hour for what quiet hours held back."""
    deliver(agency=agency, now=now)
