"""Citizens report without an account, and keep a code."""

from datetime import date

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.complaints.models import Case
from karsa.complaints.queries import papers, terms
from karsa.complaints.services import file_publicly
from karsa.complaints.services.codes import find
from karsa.documents.typeset import pdf
from karsa.kit import clock
from karsa.kit.downloads import paper
from karsa.kit.refusals import sentence
from karsa.org.queries.rules import retention_rules
from karsa.portal.door import KEPT, Cost, check_pace, enter, open_door
from karsa.portal.report_forms import ReportForm
from karsa.portal.views.here import here
from karsa.privacy.queries.register import lines
from karsa.rules import tracking
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_METHODS = ["GET", "POST"]


# Without Django's token, as every public form: the signed ticket stands in its place.
@csrf_exempt
@require_http_methods(_METHODS)
@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """The form; once it is sent, the code, which stands in no address."""
    agency, today = here(request)
    form = ReportForm(request.POST or None, request.FILES or None, agency=agency)
    if request.method == "POST" and form.is_valid():
        filed = _filed(request, agency, form, today)
        if filed is not None:
            case, code = filed
            sent = {"case": case, "code": tracking.written(code)}
            return render(request, "portal/report_sent.html", sent)
    shown = {
        "form": form,
        "door": open_door(clock.now()),
        "lost_photos": bool(request.FILES),
        "rules": terms.rules_of(agency, today.year),
    }
    return render(request, "portal/report.html", shown)


@csrf_exempt
@require_POST
@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """The code on paper: a PDF, or plain text for who has no printer."""
    agency, _today = here(request)
    check_pace(request, agency, clock.now(), Cost.CODE)
    code = tracking.plain(request.POST.get("code", ""))
    case = find(agency, code)
    if case is None:
        raise Refused(papers.UNKNOWN)
    address = request.build_absolute_uri("/lapor/lacak/")
    slip = papers.slip(case, tracking.written(code), address)
    if request.POST.get("bentuk") == "pdf":
        return paper("kode-laporan", pdf(slip))
    headers = {
        "Content-Disposition": 'attachment; filename="kode-laporan.txt"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(
        papers.as_text(slip), content_type="text/plain; charset=utf-8", headers=headers
    )


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes of what citizens write."""
    agency, today = here(request)
    shown = {
        "rules": terms.rules_of(agency, today.year),
        "kept": retention_rules(agency, today.year),
        "cookie_days": KEPT.days,
        "register": lines(agency, today, public=True),
    }
    return render(request, "portal/privacy.html", shown)


def _filed(
    request: HttpRequest, agency: Agency, form: ReportForm, today: date
) -> tuple[Case, str] | None:
    """Store what the form says; a refusal stands above it, with everything that was typed."""
    try:
        photos: list[File[bytes]] = form.cleaned_data["photos"]
        ticket = enter(request, agency, clock.now(), Cost.REPORT * (1 + len(photos)))
        said = form.report(ticket.key)
        return file_publicly(agency=agency, report=said, today=today, photos=photos)
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None
