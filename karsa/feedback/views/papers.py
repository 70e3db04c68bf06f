from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.printing import printed
from karsa.feedback.models import CompetenceReview, Guidance, GuidanceOpinion
from karsa.feedback.queries import guidance as queries
from karsa.feedback.queries import guidance_paper as papers
from karsa.kit import downloads


@require_GET
@staff()
def guidance_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.6 of coaching or B.1.7 of mentoring; counselling has no form, nor leaves the two."""
    row = _row(request, pk)
    if row.kind == Guidance.Kind.COUNSELLING:
        raise Http404
    name = gettext("Pelaksanaan %(kind)s") % {"kind": row.get_kind_display()}
    return _paper(request, papers.meeting_form(row), name)


@require_GET
@staff()
def opinion_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.8, for the employee and the superior of the leader."""
    seen = GuidanceOpinion.objects.visible_to(request.actor)
    found = get_object_or_404(seen, guidance=pk)
    return _paper(request, papers.opinion_form(_row(request, pk), found), gettext("Umpan balik"))


@require_GET
@staff()
def competence_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.9."""
    row = _row(request, pk)
    found = get_object_or_404(CompetenceReview, guidance=row)
    return _paper(request, papers.competence_form(row, found), gettext("Evaluasi kompetensi"))


@require_GET
@staff()
def behaviour_report_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.10."""
    row = get_object_or_404(queries.behaviour_reports_of(request.actor), pk=pk)
    return _paper(request, papers.behaviour_form(row), gettext("Laporan perilaku kerja"))


def _paper(request: StaffRequest, form: papers.Form, name: str) -> HttpResponse:
    return downloads.paper(name, printed(request.agency, form))


def _row(request: StaffRequest, pk: int) -> Guidance:
    return get_object_or_404(queries.guidance_of(request.actor), pk=pk)
