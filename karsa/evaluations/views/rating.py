"""The rater's team of a period, and how its grades lie."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations.queries.organisation import level_for
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.queries.seats import posts_on
from karsa.evaluations.queries.team import spread_of, team_of
from karsa.evaluations.queries.turn import terms_of
from karsa.kit.pages import page


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def team(request: StaffRequest) -> HttpResponse:
    """The people the actor rates in a period: who has been rated, who waits."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    found = team_of(request.actor, period, terms_of(period)) if period else None
    return page(request, "evaluations/team.html", team=found, periods=periods, period=period)


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def spread(request: StaffRequest) -> HttpResponse:
    """How the own team's grades lie beside the annex's pattern: guidance, never a block."""
    actor = request.actor
    periods = periods_to_choose(request.agency, actor.today)
    period = chosen(periods, request.GET.get("periode", ""), actor.today)
    if period is None:
        return redirect("evaluations:team")
    found = team_of(actor, period, terms_of(period))
    led = [post.unit for post in posts_on((actor.employee_id,), actor.today).rows if post.is_head]
    level = level_for(led[0].pk, period, actor.today) if led else None
    shown = spread_of(found, level.level if level else None)
    return page(
        request,
        "evaluations/spread.html",
        "picture",
        team=found,
        spread=shown,
        level=level,
        unit=led[0] if led else None,
    )
