from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.cycle import cycle_of
from karsa.kit.pages import page
from karsa.org.queries.periods import period_on
from karsa.tenancy.replica import may_lag


@require_GET
@staff(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)
@may_lag
def cycle(request: StaffRequest) -> HttpResponse:
    """The year as a funnel, and who is late. No query beside the frame's, nine once a minute."""
    period = period_on(request.actor.agency, request.actor.today)
    if period is None:
        return page(request, "insights/no_period.html")
    found = cycle_of(request.actor, period)
    return page(request, "insights/cycle.html", period=period, cycle=found)
