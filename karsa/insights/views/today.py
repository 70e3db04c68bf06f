from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.today import today_of
from karsa.kit.pages import page


@require_GET
@staff(Role.EMPLOYEE)
def today(request: StaffRequest) -> HttpResponse:
    """What to report, how the year stands, what was said last. Four queries beside the frame's."""
    return page(request, "insights/today.html", day=today_of(request.actor))
