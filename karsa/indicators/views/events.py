"""The events of a month behind an indicator's figure."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.models import Indicator
from karsa.indicators.queries.events import EventsPage, code, events_of, events_page, month_name
from karsa.indicators.views.finding import find
from karsa.kit.formats import number
from karsa.kit.pages import page, slice_of


@require_GET
@staff()
def events(request: StaffRequest, pk: int) -> HttpResponse:
    """How many, how long, how spread, by service point, and each event by itself."""
    found = find(request, pk)
    shown = events_page(found, request.GET.get("bulan", ""))
    rows = None
    if shown.chosen is not None:
        listed = events_of(shown.chosen, request.agency.zone)
        rows = slice_of(listed, request, "-at", "-pk")
    return page(
        request,
        "indicators/events.html",
        shown=shown,
        month=shown.chosen,
        indicator=found,
        rows=rows,
        headline=_headline(found, shown),
        tabs=_months(shown),
    )


def _headline(indicator: Indicator, shown: EventsPage) -> str:
    month = shown.chosen
    if month is None or not month.count:
        return _("%(name)s: belum ada kejadian") % {"name": indicator.name}
    facts = {"n": number(month.count), "month": month_name(month)}
    if month.median is None or month.low == month.high:
        return _("%(n)s kejadian pada %(month)s") % facts
    facts |= {"median": number(month.median), "measure": shown.measure}
    return _("%(n)s kejadian pada %(month)s, separuhnya %(median)s %(measure)s atau kurang") % (
        facts
    )


def _months(shown: EventsPage) -> list[dict[str, object]]:
    return [
        {
            "label": month_name(row),
            "url": f"?bulan={code(row)}",
            "current": row == shown.chosen,
            "count": row.count,
        }
        for row in shown.months
    ]
