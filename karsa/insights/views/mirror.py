from datetime import MAXYEAR, MINYEAR, date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.insights.queries.mirror import mirror_of
from karsa.kit.pages import page


@require_GET
@staff(Role.EMPLOYEE)
def mirror(request: StaffRequest) -> HttpResponse:
    """One's plan against its line, and a month in one picture. Seven queries, or eight."""
    month = _month(request, request.actor.today)
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    return page(
        request,
        "insights/mirror.html",
        mirror=mirror_of(request.actor, month),
        weekdays=list(WEEKDAYS_ABBR.values()),
        before=f"{before:%Y-%m}",
        after=f"{after:%Y-%m}" if after <= request.actor.today else "",
    )


def _month(request: HttpRequest, today: date) -> date:
    """The month that `?bulan=2026-03` names, else the present one."""
    try:
        month = date.fromisoformat(f"{request.GET.get('bulan', '')}-01")
    except ValueError:
        month = today
    # The first and last month of the calendar have none beside them.
    return (month if MINYEAR < month.year < MAXYEAR else today).replace(day=1)
