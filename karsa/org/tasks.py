from datetime import datetime

from karsa.jobs.registry import job
from karsa.org.services import imports
from karsa.tenancy.models import Agency


@job("org.import", own_scope=True)
def run_import(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    imports.run_batch(agency=agency, batch_id=int(kwargs["batch_id"]), now=now)
