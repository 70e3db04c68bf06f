"""Indicators, units and services as citizens look them up."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from karsa.consequences.queries.recognition import recognised
from karsa.indicators.models import Indicator
from karsa.indicators.queries.heading import goals_of, slots_of
from karsa.indicators.queries.public import (
    public_cards,
    public_years,
    told_of,
    with_public_indicators,
)
from karsa.insights.models import ReleaseFile
from karsa.insights.queries.releases import reports
from karsa.kit.pages import only, slice_of
from karsa.kit.prepared import prepared
from karsa.org.models import Service, Unit
from karsa.org.models.units import LAST
from karsa.org.queries.offers import open_services, public_services
from karsa.plans.queries.public import promised
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.surveys.models import Survey
from karsa.surveys.queries import results
from karsa.tenancy.models import Agency

_PAGE, _OF_UNIT, _SURVEYS = 20, 40, 10
_EARLIEST = 5  # years back that may be asked for


@require_safe
@kept(*tells.INDICATORS)
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator that was opened, unit by unit; `?cari=` finds by name or unit."""
    agency, today = here(request)
    asked = _asked(request)
    rows = public_cards(agency)
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(unit__name__icontains=asked))
    part = slice_of(rows, request, "unit__path", "pk", size=_PAGE)
    years = public_years(part.rows, agency, today.year, today, promised)
    shown = {"years": years, "next_key": part.next_key, "asked": asked, "year": today.year}
    return show(request, "portal/indicators.html", **shown)


@require_safe
@kept(*tells.INDICATORS)
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator's year: the months, their sources, what is missing and what was corrected."""
    agency, today = here(request)
    year = _year(request, today.year)
    row = only(_card(agency, pk))
    [found] = public_years([row], agency, year, today, promised)
    return show(
        request,
        "portal/indicator.html",
        row=row,
        found=found,
        year=year,
        told=told_of(row, year),
        slots=slots_of(found.year),
        goals=goals_of(found.year.aim),
        missing=_missing(found.year.months, today.month - 1 if year == today.year else 12),
        tabs=[
            {"label": str(one), "url": f"?tahun={one}", "current": one == year}
            for one in (today.year, today.year - 1)
        ],
    )


@require_safe
@kept(*tells.INDICATORS, *tells.SERVICES)
def units(request: HttpRequest) -> HttpResponse:
    """The units that serve citizens or have opened indicators."""
    agency, _today = here(request)
    asked = _asked(request)
    serves = Exists(Service.objects.filter(unit=OuterRef("pk"), is_open=True))
    rows = _open_units(agency).filter(serves | with_public_indicators(), name__icontains=asked)
    part = slice_of(rows, request, "path", size=_PAGE)
    shown = {"rows": part.rows, "next_key": part.next_key, "asked": asked}
    return show(request, "portal/units.html", **shown)


@require_safe
@kept(*tells.INDICATORS, *tells.SATISFACTION, *tells.RELEASES, *tells.REWARDS)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit: its indicators, its services, what citizens say of them. Ten queries."""
    agency, today = here(request)
    row = only(_unit(agency, pk))
    cards = _cards(agency, row.path, row.path + LAST)
    return show(
        request,
        "portal/unit.html",
        unit=row,
        year=today.year,
        years=public_years(cards, agency, today.year, today, promised),
        services=open_services(row),
        surveys=results.rows_of(_surveys(agency, row)),
        reports=_reports(agency, row),
        rewards=recognised(agency, row),
    )


@require_safe
@kept(*tells.SERVICES)
def services(request: HttpRequest) -> HttpResponse:
    """The services and where to find them; `?cari=` finds by name, unit or place."""
    agency, _today = here(request)
    asked = _asked(request)
    rows = public_services(agency, asked)
    part = slice_of(rows, request, "unit__path", "name", "pk", size=_PAGE)
    shown = {"rows": part.rows, "next_key": part.next_key, "asked": asked}
    return show(request, "portal/services.html", **shown)


@prepared
def _card(agency: Agency, pk: int) -> QuerySet[Indicator]:
    return public_cards(agency, "definition", "formula").filter(pk=pk)


@prepared
def _unit(agency: Agency, pk: int) -> QuerySet[Unit]:
    return _open_units(agency).filter(pk=pk)


@prepared
def _cards(agency: Agency, first: str, end: str) -> QuerySet[Indicator]:
    rows = public_cards(agency).filter(unit__path__gte=first, unit__path__lt=end)
    return rows.order_by("unit__path", "pk")[:_OF_UNIT]


@prepared
def _surveys(agency: Agency, unit: Unit) -> QuerySet[Survey]:
    rows = results.public_surveys(agency).filter(service__unit=unit)
    return rows.order_by(*results.NEWEST)[:_SURVEYS]


@prepared
def _reports(agency: Agency, unit: Unit) -> QuerySet[ReleaseFile]:
    return reports(agency).filter(release__unit=unit)


def _open_units(agency: Agency) -> QuerySet[Unit]:
    return Unit.objects.filter(agency=agency, is_open=True).select_related("agency", "parent")


def _asked(request: HttpRequest) -> str:
    return request.GET.get("cari", "").replace("\0", "").strip()[:80]


def _year(request: HttpRequest, now: int) -> int:
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else now
    return year if now - _EARLIEST <= year <= now else now


def _missing(months: Any, until: int) -> str:
    """The months that are over and have no confirmed figure, in words."""
    names = [one.name for one in months if one.month <= until and one.actual is None]
    return ", ".join(names) if len(names) < 12 else ""
