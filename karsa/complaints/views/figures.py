from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.complaints.queries import figures as queries
from karsa.kit.formats import percent
from karsa.kit.pages import page
from karsa.org.models import Unit
from karsa.rules.complaints import Figures


@require_GET
@staff()
def figures(request: StaffRequest) -> HttpResponse:
    """How reports of this year are handled, by office and kind; nobody's words are in it."""
    agency, today = request.agency, request.actor.today
    cases = queries.came_in(agency, date(today.year, 1, 1), today)
    total = queries.overall(cases, today)
    return page(
        request,
        "complaints/figures.html",
        headline=headline(total),
        year=today.year,
        units=queries.by_unit(agency, cases, today, public=False),
        kinds=queries.by_kind(cases, today, public=False),
    )


@require_GET
@staff()
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """What citizens say of a unit's services this year, in numbers of five and more."""
    today = request.actor.today
    found = get_object_or_404(
        Unit.objects.visible_to(request.actor).select_related("agency"), pk=pk
    )
    first = date(today.year, 1, 1)
    return page(
        request,
        "complaints/unit.html",
        headline=_("Suara warga tentang layanan %(unit)s") % {"unit": found.name},
        year=today.year,
        lines=queries.of_services(found, first, today),
        praised=queries.praised(found, first, today),
    )


def headline(total: Figures) -> str:
    """The finding of a year in one sentence."""
    if total.in_time is None:
        return _("Belum ada laporan yang jatuh tempo tahun ini")
    return _("%(share)s laporan dijawab dalam batas waktu") % {"share": percent(total.in_time, 1)}
