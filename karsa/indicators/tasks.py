from datetime import datetime

from karsa.indicators.services import rollup
from karsa.jobs.registry import job
from karsa.tenancy.models import Agency


@job("indicators.rollup", own_scope=True)
def run_rollup(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    rollup.roll_up(agency=agency, now=now)
