from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.printing import printed
from karsa.feedback import queries
from karsa.feedback.models import Feedback
from karsa.feedback.policies import source_of
from karsa.feedback.queries.paper import feedback_form
from karsa.kit import downloads
from karsa.kit.pages import page, slice_of
from karsa.org.models import Period
from karsa.org.queries.periods import period_on, periods_of
from karsa.plans.models import PerformancePlan


@require_GET
@staff()
def received(request: StaffRequest) -> HttpResponse:
    """Feedback about oneself, newest first. Two queries beside the frame's."""
    own = Feedback.objects.filter(
        agency=request.agency, employee=request.actor.employee_id
    ).for_list()
    rows = slice_of(own, request, "-day", "-pk")
    remarks = queries.remarks_of(rows.rows)
    return page(request, "feedback/received.html", "rows", remarks=remarks, next_key=rows.next_key)


@require_GET
@staff()
def people(request: StaffRequest) -> HttpResponse:
    """About whom one may speak, and whom one owes feedback to. Four queries."""
    period = period_on(request.agency, request.actor.today)
    unfed = queries.unfed(request.actor, period) if period else ()
    owed = {subject.plan_id for subject in unfed}
    others = [one for one in queries.subjects(request.actor) if one.plan_id not in owed]
    return page(
        request,
        "feedback/people.html",
        period=period,
        asked=queries.asked_of(request.actor),
        unfed=unfed,
        others=others,
    )


@require_GET
@staff()
def record(request: StaffRequest, plan: int) -> HttpResponse:
    """The record of one plan: per result and per value, perhaps of one period."""
    found = _plan(request, plan)
    periods = periods_of(request.agency, found.year)
    asked = request.GET.get("periode", "")
    period = next((one for one in periods if str(one.pk) == asked), None)
    source = source_of(request.actor, found)
    return page(
        request,
        "feedback/record.html",
        plan=found,
        period=period,
        filters=[_all(period), *(_item(one, period) for one in periods)],
        found=queries.record_of(request.actor, found, period),
        may_give=source is not None,
        may_guide=source is Feedback.Source.LEADER,
    )


@require_GET
@staff()
def record_pdf(request: StaffRequest, plan: int, period: int) -> HttpResponse:
    """B.1.3, B.1.4 or B.1.5 of a plan for one period, to print."""
    found = _plan(request, plan)
    during = get_object_or_404(Period, agency=request.agency, year=found.year, pk=period)
    content = printed(request.agency, feedback_form(request.actor, found, during))
    facts = {"period": during.name, "year": during.year}
    name = gettext("Umpan balik %(period)s %(year)s") % facts
    return downloads.paper(name, content)


def _plan(request: StaffRequest, pk: int) -> PerformancePlan:
    """One's own plan, or that of somebody one rates or reviews."""
    people = ("agency", "rater", "assignment__employee", "assignment__position", "assignment__unit")
    plans = queries.plans_recorded_for(request.actor).select_related(*people)
    return get_object_or_404(plans, pk=pk)


def _all(chosen: Period | None) -> dict[str, object]:
    return {"label": gettext("Setahun"), "url": "?", "current": chosen is None}


def _item(period: Period, chosen: Period | None) -> dict[str, object]:
    return {"label": period.name, "url": f"?periode={period.pk}", "current": period == chosen}
