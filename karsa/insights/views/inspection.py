from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.inspection import BY_MOMENT, told, trail
from karsa.kit.pages import page, slice_of


@require_GET
@staff(Role.INSPECTOR, Role.ADMINISTRATOR)
def audit_trail(request: StaffRequest) -> HttpResponse:
    """What was done, newest first; the contents of rows are not shown here."""
    verb = request.GET.get("jenis", "")
    shown = slice_of(trail(request.actor, verb), request, *BY_MOMENT)
    lines = told(shown.rows)
    return page(request, "insights/trail.html", "rows", lines=lines, next_key=shown.next_key)
