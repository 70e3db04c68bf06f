from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.audit.models import AuditSeal
from karsa.audit.queries.anchors import anchors, as_kept, standing
from karsa.documents.pades import enveloped
from karsa.insights.queries.inspection import BY_MOMENT, told, trail
from karsa.kit import downloads
from karsa.kit.pages import page, slice_of

_READERS = (Role.INSPECTOR, Role.ADMINISTRATOR)


@require_GET
@staff(*_READERS)
def audit_trail(request: StaffRequest) -> HttpResponse:
    """What was done, newest first; the contents of rows are not shown here."""
    verb = request.GET.get("jenis", "")
    shown = slice_of(trail(request.actor, verb), request, *BY_MOMENT)
    lines = told(shown.rows)
    told_more = {"next_key": shown.next_key, "inspects": request.actor.has(Role.INSPECTOR)}
    return page(request, "insights/trail.html", "rows", lines=lines, **told_more)


@require_GET
@staff(*_READERS)
def seals(request: StaffRequest) -> HttpResponse:
    """What is sealed by now, and the link each day ended with."""
    sealed, days = standing(request.agency), anchors(request.agency)
    return page(request, "insights/seals.html", standing=sealed, days=days)


@require_GET
@staff(*_READERS)
def anchor(request: StaffRequest, number: int) -> HttpResponse:
    """A seal to be kept elsewhere."""
    content = as_kept(_seal(request, number))
    return downloads.attachment(f"jangkar-{number}.json", "application/json", content)


@require_GET
@staff(*_READERS)
def signed_anchor(request: StaffRequest, number: int) -> HttpResponse:
    """The same inside the agency's signature."""
    signed = enveloped(request.agency, as_kept(_seal(request, number)))
    return downloads.attachment(f"jangkar-{number}.p7m", "application/pkcs7-mime", signed)


def _seal(request: StaffRequest, number: int) -> AuditSeal:
    return get_object_or_404(AuditSeal, agency=request.agency, number=number)
