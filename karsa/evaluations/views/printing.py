"""Printing a unit's papers together."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.queries.printing import file_of, prints_of, units_to_print
from karsa.files.responses import send
from karsa.jobs.queries import progress
from karsa.kit.pages import page
from karsa.org.models import Unit
from karsa.org.queries.periods import period_by_key


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def prints(request: StaffRequest) -> HttpResponse:
    """The units whose papers can be printed, and what is being set or ready."""
    actor = request.actor
    periods = periods_to_choose(request.agency, actor.today)
    period = chosen(periods, request.GET.get("periode", ""), actor.today)
    made = [(batch, progress(batch)) for batch in prints_of(actor)]
    return page(
        request,
        "evaluations/prints.html",
        "made",
        periods=periods,
        period=period,
        units=units_to_print(actor, period) if period else (),
        made=made,
        moving=any(one.is_moving for _batch, one in made),
    )


@staff(Role.RATER, Role.REVIEWER)
@require_POST
def ask(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Have one unit's papers set, on A4 or F4."""
    unit = get_object_or_404(Unit, agency=request.agency, pk=unit_id)
    period = period_by_key(request.agency, period_id)
    if period is None:
        raise Http404
    paper = request.POST.get("kertas", "")
    services.ask_print(actor=request.actor, period=period, unit=unit, paper=paper)
    return redirect(f"{reverse('evaluations:prints')}?periode={period.pk}")


@staff(Role.RATER, Role.REVIEWER)
@require_GET
def printed(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file, for who asked for it."""
    return send(get_object_or_404(file_of(request.actor, pk)), inline=True)
