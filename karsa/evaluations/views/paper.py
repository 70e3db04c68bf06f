"""The printed forms: drafts before signing, issued papers after, evidence of an objection."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.models import DocumentSignature
from karsa.documents.printing import printed
from karsa.documents.signing import current_file, paper_of
from karsa.documents.standing import mark_of
from karsa.documents.typeset import Form, pdf
from karsa.evaluations.models import Evaluation, EvaluationPaper, Objection
from karsa.evaluations.queries.credit import credit_form, with_credit
from karsa.evaluations.queries.paper import document_form, result_form
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.kit import downloads

_FORMS: dict[str, Callable[[Evaluation], Form]] = {"hasil": result_form, "dokumen": document_form}


@staff()
@require_GET
def draft(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The form as it would be issued, with "rancangan" across every page."""
    if kind not in _FORMS:
        raise Http404
    rows = Evaluation.objects.visible_to(request.actor).for_page()
    row = get_object_or_404(rows.filter(state=Evaluation.State.DECIDED), pk=pk)
    size = paper_of(request.agency, request.GET.get("kertas", ""))
    mark = mark_of(request.agency, _("RANCANGAN"))
    content = pdf(_FORMS[kind](row), paper=size, watermark=mark)
    return downloads.paper(f"rancangan-{kind}", content)


@staff()
@require_GET
def download(request: StaffRequest, pk: int) -> HttpResponseBase:
    """An issued paper with its signatures, or its scan, for whoever may read the evaluation."""
    seen = Evaluation.objects.visible_to(request.actor).values("pk")
    rows = EvaluationPaper.objects.filter(evaluation__in=seen).select_related("file", "document")
    found = get_object_or_404(rows, pk=pk)
    signatures = list(found.document.signatures.select_related("file"))
    if request.GET.get("isi") == "pindaian":
        scans = (one.file for one in signatures if one.role == DocumentSignature.SCAN)
        return send(
            get_object_or_404(StoredFile, pk=getattr(next(scans, None), "pk", 0)), inline=True
        )
    return send(current_file(found.document, found.file, signatures), inline=True)


@staff()
@require_GET
def evidence(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The file of an objection."""
    rows = Objection.objects.visible_to(request.actor).filter(pk=pk).values("evidence")
    return send(get_object_or_404(StoredFile, pk__in=rows), inline=True)


@staff()
@require_GET
def credit(request: StaffRequest, pk: int) -> HttpResponse:
    """The penetapan angka kredit of the year of a signed result."""
    row = get_object_or_404(with_credit(request.actor), pk=pk)
    content = printed(request.agency, credit_form(row), request.GET.get("kertas", ""))
    return downloads.paper("angka-kredit", content)
