"""The yearly report of a unit: read by chapter, written where a person must, taken away."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.documents.standing import mark_of
from karsa.documents.typeset import pdf
from karsa.indicators.models import Indicator
from karsa.insights import policies, services
from karsa.insights.forms import ReportTextForm
from karsa.insights.models import ReportText
from karsa.insights.queries.leader import answered_for
from karsa.insights.queries.report import parts
from karsa.insights.queries.report.lines import results_of
from karsa.insights.queries.report.tables import report_tables
from karsa.insights.queries.report.whole import finding, report_form, report_of
from karsa.insights.views.readers import LEADERS
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.org.models import Unit
from karsa.tenancy.replica import may_lag

READERS = (*LEADERS, Role.UNIT_OPERATOR)
Part = ReportText.Part
_CHAPTERS = {
    "pendahuluan": gettext_lazy("I. Pendahuluan"),
    "perjanjian": gettext_lazy("II. Perjanjian"),
    "capaian": gettext_lazy("III. Capaian"),
    "anggaran": gettext_lazy("III. Anggaran"),
    "hambatan": gettext_lazy("III. Hambatan dan inovasi"),
    "penutup": gettext_lazy("IV. Penutup"),
}
_WRITTEN = {
    "pendahuluan": (Part.OVERVIEW, Part.MANDATE, Part.ISSUES),
    "anggaran": (Part.EFFICIENCY,),
    "penutup": (Part.CLOSING,),
}


@require_GET
@staff(*READERS)
@may_lag
def reports(request: StaffRequest) -> HttpResponse:
    """The units whose report the reader answers for."""
    measured = Indicator.objects.filter(unit=OuterRef("pk"), is_active=True)
    rows = Unit.objects.visible_to(request.actor).filter(
        answered_for(request.actor, "path"), Exists(measured)
    )
    shown = slice_of(rows, request, "path")
    year = _asked(request)
    return page(
        request,
        "insights/reports.html",
        headline=_("Laporan kinerja %(year)s") % {"year": year},
        units=shown.rows,
        next_key=shown.next_key,
        year=year,
        tabs=[
            {"label": str(one), "url": f"?tahun={one}", "current": one == year}
            for one in (request.actor.today.year, request.actor.today.year - 1)
        ],
    )


@require_GET
@staff(*READERS)
@may_lag
def report(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """One chapter of a unit's report; `?bab=` opens another than its results."""
    unit, asked = _unit(request, pk), request.GET.get("bab", "")
    chapter = asked if asked in _CHAPTERS else "capaian"
    texts = parts.texts_of(unit, year)
    shown = _READ[chapter](request, unit, year, texts)
    return page(
        request,
        "insights/report.html",
        **{"headline": _title(unit, year)} | shown,
        unit=unit,
        year=year,
        chapter=f"insights/report/{chapter}.html",
        written=[(part, part.label, texts.of(part)) for part in _WRITTEN.get(chapter, ())],
        writes=policies.can_write_report(request.actor, unit),
        is_running=year >= request.actor.today.year,
        releases=policies.can_release(request.actor),
        tabs=[
            {"label": label, "url": f"?bab={code}", "current": code == chapter}
            for code, label in _CHAPTERS.items()
        ],
    )


@require_GET
@staff(*READERS)
@may_lag
def report_pdf(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The report on paper; while the year runs every page says so."""
    found = report_of(request.actor, _unit(request, pk), year)
    mark = mark_of(request.agency, "" if found.results.is_over else "SEMENTARA")
    form = report_form(request.actor, found)
    return downloads.paper(f"laporan-kinerja-{pk}-{year}", pdf(form, watermark=mark))


@require_GET
@staff(*READERS)
@may_lag
def report_xlsx(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The report's tables as one workbook."""
    found = report_of(request.actor, _unit(request, pk), year)
    return downloads.book(f"laporan-kinerja-{pk}-{year}", report_tables(found))


@require_http_methods(METHODS)
@staff(*READERS)
def report_text(request: StaffRequest, pk: int, year: int, part: str) -> HttpResponse:
    """The words of a part; `?indikator=` names the one they are about."""
    unit, actor = _unit(request, pk), request.actor
    if part not in Part.values:
        raise Http404
    if not policies.can_write_report(actor, unit):
        raise PermissionDenied
    about = _about(request, part)
    rows = ReportText.objects.filter(unit=unit, year=year, part=part, indicator=about)
    known = {"text": rows.values_list("text", flat=True).first() or ""}
    form = ReportTextForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.write_report_text(
            actor=actor,
            unit=unit,
            year=year,
            part=part,
            text=form.cleaned_data["text"],
            indicator=about,
        ),
        ("insights:report", pk, year),
        title=Part(part).label,
        note=about.name if about else _title(unit, year),
        submit=_("Simpan tulisan"),
    )


def _about(request: StaffRequest, part: str) -> Indicator | None:
    if part not in ReportText.OF_INDICATOR:
        return None
    asked = request.GET.get("indikator", "")
    if not asked.isdecimal():
        raise Http404
    return get_object_or_404(Indicator.objects.visible_to(request.actor), pk=int(asked))


def _unit(request: StaffRequest, pk: int) -> Unit:
    rows = Unit.objects.visible_to(request.actor).select_related("agency")
    return get_object_or_404(rows, pk=pk)


def _asked(request: StaffRequest) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else request.actor.today.year


def _title(unit: Unit, year: int) -> str:
    return _("Laporan kinerja %(unit)s %(year)s") % {"unit": unit.name, "year": year}


Shown = dict[str, Any]


def _results(request: StaffRequest, unit: Unit, year: int, texts: parts.Texts) -> Shown:
    promises = parts.promised(unit, year)
    results = results_of(request.actor, unit, year, promises, texts)
    told = f"{unit.name}: {finding(results, year)}"
    return {"results": results, "headline": told}


def _opening(request: StaffRequest, unit: Unit, year: int, texts: parts.Texts) -> Shown:
    return {}


def _promises(request: StaffRequest, unit: Unit, year: int, texts: parts.Texts) -> Shown:
    return {"promises": parts.promised(unit, year)}


def _money(request: StaffRequest, unit: Unit, year: int, texts: parts.Texts) -> Shown:
    spending = parts.spending_of(unit, year)
    rows = [(row, parts.share_of(row.ceiling, row.realised)) for row in spending.rows]
    return {"spending": spending, "rows": rows}


def _obstacles(request: StaffRequest, unit: Unit, year: int, texts: parts.Texts) -> Shown:
    return {
        "obstacles": parts.obstacles_of(request.actor, unit, year),
        "innovations": parts.innovations_of(request.actor, unit, year),
    }


_READ = {
    "capaian": _results,
    "pendahuluan": _opening,
    "perjanjian": _promises,
    "anggaran": _money,
    "hambatan": _obstacles,
    "penutup": _opening,
}
