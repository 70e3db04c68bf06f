from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.printing import printed
from karsa.files.responses import send
from karsa.journal import queries
from karsa.journal.models import EntryEvidence
from karsa.journal.queries.paper import documentation_form
from karsa.kit import downloads
from karsa.kit.pages import page
from karsa.org.models import Period
from karsa.org.queries.periods import periods_of
from karsa.plans.models import PerformancePlan


@require_GET
@staff()
def evidence(request: StaffRequest, pk: int) -> FileResponse:
    """A file of an entry one may see: shown, or saved with `?unduh=1`."""
    rows = EntryEvidence.objects.visible_to(request.actor).select_related("file")
    found = get_object_or_404(rows, pk=pk)
    return send(found.file, inline="unduh" not in request.GET)


@require_GET
@staff()
def documentation(request: StaffRequest, plan: int) -> HttpResponse:
    """B.1.2 of a plan for one period, as a page."""
    found = _plan(request, plan)
    periods = periods_of(request.agency, found.year)
    period = _chosen(request, periods)
    first, last = (period.starts, period.ends) if period else (found.starts, found.ends)
    return page(
        request,
        "journal/documentation.html",
        plan=found,
        period=period,
        periods=[_item(one, period) for one in periods],
        found=queries.documentation(request.actor, found, first, last),
        is_own=found.assignment.employee_id == request.actor.employee_id,
    )


@require_GET
@staff()
def documentation_pdf(request: StaffRequest, plan: int, period: int) -> HttpResponse:
    """B.1.2 of a plan for one period, to print."""
    found = _plan(request, plan)
    during = get_object_or_404(Period, agency=request.agency, year=found.year, pk=period)
    told = queries.documentation(request.actor, found, during.starts, during.ends)
    content = printed(request.agency, documentation_form(found, told, during))
    name = gettext("Dokumentasi kinerja %(period)s %(year)s") % {
        "period": during.name,
        "year": during.year,
    }
    return downloads.paper(name, content)


def _plan(request: StaffRequest, pk: int) -> PerformancePlan:
    """A plan of one's own or of somebody whose entries one may see."""
    people = ("agency", "rater", "assignment__employee", "assignment__position", "assignment__unit")
    plans = queries.plans_documented_for(request.actor).select_related(*people)
    return get_object_or_404(plans, pk=pk)


def _chosen(request: StaffRequest, periods: tuple[Period, ...]) -> Period | None:
    """The period the address names, else that of today, else the first."""
    asked, today = request.GET.get("periode", ""), request.actor.today
    named = [period for period in periods if str(period.pk) == asked]
    now = [period for period in periods if period.starts <= today <= period.ends]
    return next(iter([*named, *now, *periods]), None)


def _item(period: Period, chosen: Period | None) -> dict[str, object]:
    return {"label": period.name, "url": f"?periode={period.pk}", "current": period == chosen}
