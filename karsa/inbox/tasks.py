from datetime import datetime

from karsa.inbox.services.delivery import deliver
from karsa.inbox.services.seconding import tell_second_persons
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("inbox.deliver", own_scope=True, hourly=True)
def run_delivery(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Soon after something happened, and every hour for what quiet hours held back."""
    deliver(agency=agency, now=now)


@job("inbox.provider_waits")
def tell_of_provider(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """A provider of identities waits: accounts, which asks for this, knows no notices."""
    tell_second_persons(agency=agency, provider_id=int(kwargs["provider_id"]), now=now)
