"""Which report a browser has opened with its code: in a signed cookie, never in an address."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from karsa.complaints.models import Case
from karsa.tenancy.models import Agency

_COOKIE = "laporan"
_SALT = "karsa.portal.tracking"
_OPEN = timedelta(hours=2)


def remember_case(response: HttpResponse, case: Case) -> None:
    """Let this browser read the report for two hours, on a shared phone not longer."""
    response.set_cookie(
        _COOKIE,
        signing.dumps(case.pk, salt=_SALT),
        max_age=int(_OPEN.total_seconds()),
        path="/lapor/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget_case(response: HttpResponse) -> None:
    """Close the report on this browser."""
    response.delete_cookie(_COOKIE, path="/lapor/")


def case_of(request: HttpRequest, agency: Agency) -> Case | None:
    """Return the report this browser has opened; None for none. One query."""
    try:
        pk = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_OPEN)
    except signing.BadSignature:
        return None
    rows = Case.objects.select_related("agency", "unit", "category")
    return rows.filter(agency=agency, pk=pk).exclude(code_digest="").first()
