"""The worker seals the record every few seconds, and by night what came very late."""

from datetime import datetime

from karsa.audit.services.sealing import REACH_BY_NIGHT, seal, seal_all
from karsa.jobs.registry import BEATS, job
from karsa.tenancy.models import Agency

BEATS.append(seal)


@job("audit.seal_late", nightly=True)
def seal_late(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Entries of transactions that took hours."""
    seal_all(agency, now, REACH_BY_NIGHT)
