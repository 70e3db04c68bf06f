"""BKN's reports join the imports of the organisation; figures and closing are the worker's."""

from datetime import datetime

from karsa.evaluations.services.handing import close_due
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.national import REPORTS
from karsa.evaluations.services.past import past_results
from karsa.jobs.registry import job
from karsa.org.models import Period
from karsa.org.queries.actor import system_actor
from karsa.org.services.importing import KINDS
from karsa.plans.services.past import past_plans
from karsa.tenancy.models import Agency

KINDS.update(REPORTS)
KINDS.update(past_plans=past_plans(), past_results=past_results())


@job("evaluations.fairness")
def measure_fairness(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of one period."""
    period = Period.objects.get(agency=agency, pk=kwargs["period_id"])
    measure(agency=agency, period=period, now=now)


@job("evaluations.close_due", nightly=True)
def close_settled(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Evaluations nobody can object to any more."""
    close_due(actor=system_actor(agency, now))
