from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.typeset import pdf
from karsa.kit import downloads
from karsa.kit.pages import page, slice_of
from karsa.surveys import policies
from karsa.surveys.models import Survey, SurveyPlace
from karsa.surveys.queries import lists, results
from karsa.surveys.queries.comments import waiting_comments
from karsa.surveys.queries.paper import poster_form, report_form, report_tables
from karsa.surveys.views.base import find

_ALL, _RUNNING = "semua", "dibuka"


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """The surveys of the agency: those that run, or all; what waits for the reader."""
    actor, asked = request.actor, request.GET.get("lihat", _RUNNING)
    rows = Survey.objects.visible_to(actor).select_related("service__unit")
    if asked != _ALL:
        rows = rows.exclude(state=Survey.State.CLOSED)
    part = slice_of(rows, request, *results.NEWEST)
    shown = results.rows_of(part.rows)
    return page(
        request,
        "surveys/home.html",
        rows=shown,
        next_key=part.next_key,
        tabs=_tabs(asked),
        keeps=policies.keeps_any(actor),
        comments=waiting_comments(actor).count(),
        flags=lists.waiting_flags(actor).count(),
        headline=_headline(len(shown), asked),
    )


@require_GET
@staff()
def survey(request: StaffRequest, pk: int) -> HttpResponse:
    """What a survey says, what is odd about it, and what will be done."""
    found, actor = find(request, pk), request.actor
    shown = results.results_of(found)
    unit = found.service.unit
    return page(
        request,
        "surveys/survey.html",
        row=found,
        shown=shown,
        keeps=policies.can_keep(actor, unit),
        types=policies.can_enter_paper(actor, unit),
        decides=policies.can_decide_flag(actor, unit),
        headline=_finding(shown),
    )


@require_GET
@staff()
def poster(request: StaffRequest, pk: int) -> HttpResponse:
    """The poster of a place to hang up, with a large QR."""
    seen = Survey.objects.visible_to(request.actor).values("pk")
    rows = SurveyPlace.objects.select_related("survey__service__unit", "point", "agency")
    found = get_object_or_404(rows, pk=pk, survey__in=seen)
    url = request.build_absolute_uri(reverse("portal:survey", args=[found.code]))
    return downloads.paper(f"poster-survei-{found.code}", pdf(poster_form(found, url)))


@require_GET
@staff()
def report(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The results as a report on paper or as a workbook."""
    found = find(request, pk)
    shown = results.results_of(found)
    if kind == "pdf":
        return downloads.paper(f"laporan-skm-{pk}", pdf(report_form(shown)))
    if kind != "xlsx":
        raise Http404
    return downloads.book(f"laporan-skm-{pk}", report_tables(shown))


def _headline(count: int, asked: str) -> str:
    if asked == _ALL:
        return _("Semua survei kepuasan")
    if not count:
        return _("Tidak ada survei yang sedang berjalan")
    return _("%(n)s survei sedang disiapkan atau berjalan") % {"n": count}


def _finding(shown: results.Results) -> str:
    name = shown.survey.service.name
    if shown.figures.index.value is None:
        return _("%(name)s: belum cukup jawaban") % {"name": name}
    weakest = next(one.name for one in shown.figures.elements if one.is_weakest)
    return _("%(name)s: terlemah pada %(element)s") % {
        "name": name,
        "element": _(weakest).lower(),
    }


def _tabs(asked: str) -> list[dict[str, object]]:
    names = {_RUNNING: _("Berjalan"), _ALL: _("Semua")}
    return [
        {"label": label, "url": f"?lihat={name}", "current": name == asked}
        for name, label in names.items()
    ]
