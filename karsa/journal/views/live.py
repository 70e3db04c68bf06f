"""What an open board asks for by itself: what waits now, where to listen, and single rows."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.journal.queries import headline, row_of
from karsa.journal.queries import waiting as waiting_for
from karsa.journal.services.acts import board_acts
from karsa.kit.live.address import stream_of

_SHOWN = 200


@require_GET
@never_cache
@staff()
def news(request: StaffRequest) -> JsonResponse:
    """The numbers of what waits, oldest first, and a minute's right to listen. Two queries."""
    actor = request.actor
    rows = waiting_for(actor)
    return JsonResponse(
        {
            "entries": list(rows.order_by("day", "pk").values_list("pk", flat=True)[:_SHOWN]),
            "headline": headline(rows.count()),
            "stream": stream_of(request, actor.agency.pk, actor.user_id or 0, actor.me),
        }
    )


@require_GET
@never_cache
@staff()
def row(request: StaffRequest, pk: int) -> HttpResponse:
    """One row of the queue; empty if it no longer waits for this person. Three queries."""
    found = waiting_for(request.actor).filter(pk=pk).for_list().with_questions().first()
    if found is None:
        return HttpResponse(status=204)
    context = {"row": row_of(found), "acts": board_acts(request.actor)}
    return render(request, "journal/parts/waiting_row.html", context)
