"""The one screen a decision is taken on."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import DecisionForm, QuadrantForm, initial_of
from karsa.evaluations.queries.cases import cases_of
from karsa.evaluations.queries.context import context_of
from karsa.evaluations.queries.decided import decided_before
from karsa.evaluations.queries.late import late_step
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.queries.to_rate import plans_to_rate
from karsa.evaluations.queries.turn import window_of
from karsa.kit.pages import only, page
from karsa.kit.refusals import sentence
from karsa.org.models import Period
from karsa.org.queries.periods import period_by_key
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import PerformancePlan
from karsa.rules.deadlines import Window
from karsa.rules.refused import Refused

_WORDS = ("result_rating", "behaviour_rating", "reason", "recommendation")


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def assess(request: StaffRequest, plan_id: int, period_id: int) -> HttpResponse:
    """Evidence, feedback, proposal and the two choices; opening it writes nothing."""
    plan, period, window = find_to_rate(request, plan_id, period_id)
    return _screen(request, plan, period, window)


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def context(request: StaffRequest, plan_id: int, period_id: int) -> HttpResponse:
    """What surrounds the evidence and is never counted; the screen draws it in once it stands."""
    plan, period, _window = find_to_rate(request, plan_id, period_id)
    return page(
        request,
        "evaluations/context.html",
        "context",
        plan=plan,
        period=period,
        context=context_of(plan, period),
    )


@staff(Role.RATER, Role.REVIEWER)
@require_POST
def decide(request: StaffRequest, plan_id: int, period_id: int) -> HttpResponse:
    """Set both ratings; what is refused comes back with everything that was typed."""
    plan, period, window = find_to_rate(request, plan_id, period_id)
    form = DecisionForm(request.POST, proposal=proposal_for(plan, period, request.actor.today))
    if not form.is_valid():
        return _screen(request, plan, period, window, form)
    words = {name: form.cleaned_data[name] for name in _WORDS}
    try:
        row = services.decide(
            actor=request.actor,
            plan=plan,
            period=period,
            realisations=form.realisations(),
            **words,
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return _screen(request, plan, period, window, form, status=409)
    return redirect("evaluations:result", pk=row.pk)


@staff()
@require_GET
def quadrant(request: StaffRequest) -> HttpResponse:
    """The grade's table with the cell that two ratings choose, for the screen as it is used."""
    form = QuadrantForm(request.GET)
    form.is_valid()
    chosen_ratings = {name: form.cleaned_data.get(name, "") for name in _WORDS[:2]}
    return page(request, "evaluations/parts/quadrant.html", **chosen_ratings)


def find_to_rate(
    request: StaffRequest, plan_id: int, period_id: int
) -> tuple[PerformancePlan, Period, Window]:
    """The plan of somebody the actor rates or reviews, the period and its window; else 404."""
    period = period_by_key(request.agency, period_id)
    if period is None:
        raise Http404
    window = window_of(period, deadline_rules(request.agency, period.year))
    return only(plans_to_rate(request.actor, plan_id, period, window)), period, window


def _screen(
    request: StaffRequest,
    plan: PerformancePlan,
    period: Period,
    window: Window,
    form: DecisionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    proposal = proposal_for(plan, period, request.actor.today)
    if form is None:
        begun = initial_of(proposal, decided_before(plan, period))
        form = DecisionForm(proposal=proposal, initial=begun)
    response = page(
        request,
        "evaluations/assess.html",
        plan=plan,
        holder=plan.assignment.employee,
        period=period,
        window=window,
        proposal=proposal,
        form=form,
        refused=status == 409,
        opened=request.actor.today >= window.opens,
        cases=cases_of(plan, period, proposal.results),
        step=late_step(plan, request.actor.today, window),
    )
    response.status_code = status
    return response
