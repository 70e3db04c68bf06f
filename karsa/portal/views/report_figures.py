"""How the region answers: counts on time, and what reporters allowed to be shown."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from karsa.complaints.models import Case
from karsa.complaints.queries import figures as queries
from karsa.kit.formats import percent
from karsa.kit.pages import slice_of
from karsa.org.models import Unit
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.rules.complaints import Figures
from karsa.rules.disclosure import LEAST
from karsa.surveys.queries.results import public_comments

_PAGE = 20


@require_safe
@kept(*tells.REPORTS)
def report_figures(request: HttpRequest) -> HttpResponse:
    """This year's reports by kind and office; fewer than five are kept back."""
    agency, today = here(request)
    cases = queries.came_in(agency, date(today.year, 1, 1), today)
    total = queries.overall(cases, today)
    rows = Case.objects.public(agency).select_related("unit")
    part = slice_of(rows, request, "-answered_on", "-pk", size=_PAGE)
    shown = {
        "headline": _headline(total),
        "total": total if total.received >= LEAST else None,
        "year": today.year,
        "kinds": queries.by_kind(cases, today, public=True),
        "units": queries.by_unit(agency, cases, today, public=True),
        "rows": part.rows,
        "next_key": part.next_key,
    }
    return show(request, "portal/report_figures.html", **shown)


@require_safe
@kept(*tells.REPORTS, *tells.COMMENTS, *tells.SATISFACTION)
def unit_reports(request: HttpRequest, pk: int) -> HttpResponse:
    """What citizens say of a unit's services: words somebody has read, numbers of five and more."""
    agency, today = here(request)
    unit = get_object_or_404(Unit.objects.select_related("agency"), agency=agency, pk=pk)
    first = date(today.year, 1, 1)
    shown = {
        "unit": unit,
        "year": today.year,
        "lines": queries.of_services(unit, first, today),
        "praised": queries.praised(unit, first, today),
        "comments": public_comments(unit),
        "rows": Case.objects.public(agency)
        .filter(unit=unit)
        .order_by("-answered_on", "-pk")[:_PAGE],
    }
    return show(request, "portal/unit_reports.html", **shown)


def _headline(total: Figures) -> str:
    if total.in_time is None or total.due < LEAST:
        return _("Laporan warga dan jawabannya")
    return _("%(share)s laporan warga dijawab dalam batas waktu") % {
        "share": percent(total.in_time, 1)
    }
