"""The month on one page, and whether it comes by mail."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.insights import policies, services
from karsa.insights.forms import BriefingForm
from karsa.insights.models import BriefingReader
from karsa.insights.queries.briefing import briefing_of, month_before
from karsa.insights.views.readers import LEADERS
from karsa.kit.editing import METHODS, edit
from karsa.kit.formats import MONTHS
from karsa.kit.pages import page

_MONTHS = 6


@require_GET
@staff(*LEADERS)
def briefing(request: StaffRequest) -> HttpResponse:
    """The briefing of `?bulan=2026-10`, else of the month before. Six queries."""
    months = _choices(request.actor.today)
    asked = request.GET.get("bulan", "")
    first = next((one for one in months if f"{one:%Y-%m}" == asked), months[0])
    shown = briefing_of(request.actor, first)
    return page(
        request,
        "insights/briefing.html",
        headline=shown.finding,
        briefing=shown,
        may_get=policies.can_get_briefing(request.actor),
        tabs=[
            {"label": _name(one), "url": f"?bulan={one:%Y-%m}", "current": one == first}
            for one in months
        ],
    )


@require_http_methods(METHODS)
@staff(*LEADERS)
def briefing_mail(request: StaffRequest) -> HttpResponse:
    """Where the letter goes; an empty address switches it off."""
    actor = request.actor
    if not policies.can_get_briefing(actor):
        raise PermissionDenied
    rows = BriefingReader.objects.filter(agency=actor.agency, user=actor.user_id or 0)
    known = {"email": rows.values_list("email", flat=True).first() or ""}
    form = BriefingForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.switch_briefing(actor=actor, email=form.cleaned_data["email"]),
        ("insights:briefing",),
        title=_("Ringkasan bulan lewat surel"),
        note=_("Dikirim sekali sebulan, mulai tanggal 10, tentang bulan sebelumnya."),
        submit=_("Simpan"),
    )


def _choices(today: date) -> list[date]:
    """The last months, the newest first; the one that runs is not over."""
    found = [month_before(today)]
    while len(found) < _MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _name(month: date) -> str:
    return f"{_(MONTHS[month.month - 1])} {month.year}"
