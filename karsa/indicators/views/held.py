"""What waits because it is unlikely: looked at, then accepted or refused with a reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.indicators import policies
from karsa.indicators.models import Measurement, Observation
from karsa.indicators.queries.feeds import held_events, held_figures
from karsa.indicators.services import settling
from karsa.kit.pages import page, slice_of

LOOKERS = (Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD, Role.EVALUATION_TEAM)
_FIGURES = 50


@require_GET
@staff(*LOOKERS)
def held(request: StaffRequest) -> HttpResponse:
    """Figures of months first, then single events, the oldest first."""
    actor = request.actor
    figures = list(held_figures(actor).order_by("pk")[:_FIGURES])
    events = slice_of(held_events(actor), request, "pk")
    waiting = bool(figures or events.rows)
    headline = _("Angka yang perlu dilihat dulu") if waiting else _("Tidak ada yang tertahan")
    return page(
        request,
        "indicators/held.html",
        figures=[(row, policies.can_verify(actor, row)) for row in figures],
        events=events,
        headline=headline,
    )


@require_POST
@staff(*LOOKERS)
def settle_event(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept or refuse one event, or with it all that wait for the same reason."""
    row = get_object_or_404(Observation, pk=pk, agency=request.actor.agency)
    accept, reason = _said(request)
    settling.settle_event(
        actor=request.actor,
        observation=row,
        accept=accept,
        reason=reason,
        with_alike="alike" in request.POST,
    )
    return redirect("indicators:held")


@require_POST
@staff(*LOOKERS)
def settle_figure(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept or refuse a month's figure."""
    row = get_object_or_404(Measurement, pk=pk, agency=request.actor.agency)
    accept, reason = _said(request)
    settling.settle_figure(actor=request.actor, measurement=row, accept=accept, reason=reason)
    return redirect("indicators:held")


def _said(request: StaffRequest) -> tuple[bool, str]:
    return request.POST.get("decision") == "accept", request.POST.get("reason", "")
