"""Where the agency stands in a period, in counts."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations.models import Evaluation, Grade
from karsa.evaluations.queries.funnel import cycle_counts
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.kit.pages import page


@staff(Role.PERFORMANCE_MANAGER, Role.REGENT, Role.INSPECTOR)
@require_GET
def counts(request: StaffRequest) -> HttpResponse:
    """Plans, evaluations by state, objections and late raters; never a person."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    found = cycle_counts(request.agency, period, request.actor.today) if period else None
    states = [(state.label, found.states.get(state, 0)) for state in Evaluation.State if found]
    grades = found.grades if found else None
    named = [(grade.label, grades[grade]) for grade in Grade] if grades else []
    return page(
        request,
        "evaluations/counts.html",
        periods=periods,
        period=period,
        found=found,
        states=states,
        grades=named,
    )
