from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.models import Indicator
from karsa.kit.pages import page, slice_of
from karsa.org.models import Unit
from karsa.plans.queries import coverage as gaps
from karsa.plans.queries import way as ways


def _asked_year(request: StaffRequest) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else request.actor.today.year


@require_GET
@staff()
def way(request: StaffRequest, pk: int) -> HttpResponse:
    """The way of an indicator from the region's plan to people."""
    actor, year = request.actor, _asked_year(request)
    rows = ways.with_chapters(Indicator.objects.visible_to(actor))
    found = get_object_or_404(rows, pk=pk)
    shown = ways.way_of(found, year)
    people = slice_of(ways.people_of(actor, found, year), request, *ways.PEOPLE_ORDER)
    return page(
        request,
        "plans/way.html",
        headline=_way_headline(shown),
        indicator=found,
        shown=shown,
        people=people,
        year=year,
    )


def _way_headline(shown: ways.Way) -> str:
    facts = {"units": len(shown.units), "people": shown.people, "lines": len(shown.lines)}
    if shown.people:
        return _("Sampai ke %(people)s pegawai di %(units)s unit") % facts
    if shown.lines:
        return _("Ada di %(lines)s perjanjian, belum sampai ke hasil kerja pegawai") % facts
    return _("Belum dipikul siapa pun")


@require_GET
@staff()
def coverage(request: StaffRequest) -> HttpResponse:
    """What is not covered: `?bagian=` one of three gaps, `?unit=` within a unit."""
    actor, year = request.actor, _asked_year(request)
    asked = request.GET.get("bagian", "")
    part = gaps.Part(asked) if asked in set(gaps.Part) else gaps.Part.OBJECTIVES
    unit = _asked_unit(request)
    field = gaps.Field(actor, year, unit)
    units = list(gaps.units_to_choose(actor, unit))
    shown = gaps.coverage_of(part, field, units)
    return page(
        request,
        "plans/coverage.html",
        headline=shown.headline,
        unit=unit,
        year=year,
        part=part.value,
        shown=shown,
        tabs=_tabs(shown, unit, year),
        rows=slice_of(gaps.gaps(part, field), request, *gaps.ORDER[part]),
    )


def _asked_unit(request: StaffRequest) -> Unit | None:
    asked = request.GET.get("unit", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(Unit.objects.visible_to(request.actor), pk=int(asked))


def _tabs(shown: gaps.Coverage, unit: Unit | None, year: int) -> list[dict[str, Any]]:
    names = {
        gaps.Part.OBJECTIVES: _("Sasaran tanpa indikator"),
        gaps.Part.INDICATORS: _("Indikator tanpa pemikul"),
        gaps.Part.PEOPLE: _("Pegawai tanpa kaitan"),
    }
    within = f"&unit={unit.pk}" if unit else ""
    return [
        {
            "label": name,
            "url": f"?bagian={part.value}&tahun={year}{within}",
            "current": part is shown.part,
            "count": shown.counts[part],
        }
        for part, name in names.items()
    ]
