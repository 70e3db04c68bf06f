"""Where the agency stands in a period, in counts."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.evaluations.models import Evaluation, Grade
from karsa.evaluations.queries.funnel import cycle_counts
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.queries.siasn import ready_for_siasn, siasn_items
from karsa.kit.pages import page
from karsa.org.models import Period


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
    feeds = period and not period.is_annual and request.actor.has(Role.PERFORMANCE_MANAGER)
    return page(
        request,
        "evaluations/counts.html",
        periods=periods,
        period=period,
        found=found,
        states=states,
        grades=named,
        siasn=ready_for_siasn(request.agency, period) if period and feeds else None,
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def siasn(request: StaffRequest, period_id: int) -> HttpResponse:
    """The period's signed results for SIASN; that they were taken away is recorded."""
    rows = Period.objects.filter(agency=request.agency).exclude(number=0)
    period = get_object_or_404(rows, pk=period_id)
    record(request.actor, "evaluations.siasn_taken", period)
    response = JsonResponse(list(siasn_items(request.agency, period)), safe=False)
    name = f"kinerjaperiodik-{period.year}-{period.number:02d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
