"""Tables for the allowance join the imports of the organisation; months are the worker's."""

from datetime import datetime

from karsa.consequences.queries.allowance_pages import KIND
from karsa.consequences.services.allowance_imports import TABLES
from karsa.consequences.services.allowance_runs import compute
from karsa.jobs.models import Batch
from karsa.jobs.registry import job
from karsa.jobs.services import finish
from karsa.org.services.importing import KINDS
from karsa.tenancy.models import Agency

KINDS.update(TABLES)


@job(KIND)
def work_out_allowance(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """One month for everybody."""
    compute(agency=agency, run_id=int(kwargs["run_id"]))
    for batch in Batch.objects.filter(agency=agency, pk=kwargs.get("batch_id", 0)):
        finish(batch, now)
