"""BKN's two reports join the imports of the organisation; a period's figures are the worker's."""

from datetime import datetime

from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.national import REPORTS
from karsa.jobs.registry import job
from karsa.org.models import Period
from karsa.org.services.importing import KINDS
from karsa.tenancy.models import Agency

KINDS.update(REPORTS)


@job("evaluations.fairness")
def measure_fairness(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of one period."""
    period = Period.objects.get(agency=agency, pk=kwargs["period_id"])
    measure(agency=agency, period=period, now=now)
