"""The organisation's achievement of the units below."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import LevelForm
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.queries.units import units_to_set
from karsa.kit.pages import page
from karsa.org.models import Period, Unit

_ROLES = (Role.RATER, Role.REGENT, Role.PERFORMANCE_MANAGER)


@staff(*_ROLES)
@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """Units whose level the actor sets, with what their indicators carry."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    rows = units_to_set(request.actor, period) if period else ()
    done = sum(row.grade is not None for row in rows)
    return page(
        request,
        "evaluations/units.html",
        form=LevelForm(),
        rows=rows,
        done=done,
        periods=periods,
        period=period,
    )


@staff(*_ROLES)
@require_POST
def set_level(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Set one unit's level."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    services.set_organisation_grade(
        actor=request.actor,
        unit=unit,
        period=period,
        level=request.POST.get("level", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Capaian %(unit)s tersimpan.") % {"unit": unit.name})
    return redirect(f"{reverse('evaluations:units')}?periode={period.pk}")
