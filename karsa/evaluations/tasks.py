"""BKN's reports join the imports of the organisation; figures and closing are the worker's."""

from datetime import datetime

from karsa.evaluations.services.handing import close_due
from karsa.evaluations.services.measuring import measure
from karsa.evaluations.services.national import REPORTS
from karsa.evaluations.services.past import past_results
from karsa.evaluations.services.printing import forget_prints, run_print
from karsa.evaluations.services.proposals import keep_proposals, processes_here
from karsa.evaluations.services.takeover import warn_of_windows
from karsa.jobs.models import Batch
from karsa.jobs.registry import job
from karsa.org.models import Period
from karsa.org.queries.actor import system_actor
from karsa.org.services.importing import KINDS
from karsa.plans.services.past import past_plans
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

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


@job("evaluations.forget_prints", nightly=True)
def forget_old_prints(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Prints of units' papers whose days are over."""
    forget_prints(actor=system_actor(agency, now))


@job("evaluations.keep_proposals", own_scope=True)
def keep_closed(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Of one closed period."""
    with scope(agency):
        batch = Batch.objects.get(agency=agency, pk=kwargs["batch_id"])
        period = Period.objects.get(agency=agency, pk=batch.file_id or 0)
    shared = processes_here()
    for _step in keep_proposals(
        agency=agency, period=period, batch=batch, now=now, processes=shared
    ):
        continue


@job("evaluations.warn", nightly=True)
def warn_late(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """Raters near the end of the window, and those they have not rated."""
    warn_of_windows(agency=agency, now=now)


@job("evaluations.print", own_scope=True)
def print_unit(agency: Agency, now: datetime, **kwargs: int | str) -> None:
    """The papers of one unit, as one file."""
    names = ("batch_id", "period_id", "unit_id")
    keys = {name: int(kwargs[name]) for name in names}
    run_print(agency=agency, paper=str(kwargs["paper"]), now=now, **keys)
