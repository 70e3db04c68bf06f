from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.development import queries
from karsa.kit.pages import page


@require_GET
@staff()
def impacts(request: StaffRequest) -> HttpResponse:
    """What courses did to the indicators they should move. Four queries beside the frame's."""
    rows = queries.impacts(request.actor)
    sure = sum(row.is_sure for row in rows)
    return page(request, "development/impacts.html", rows=rows, sure=sure)


@require_GET
@staff()
def impact(request: StaffRequest, code: int) -> HttpResponse:
    """One of them: the picture, how sure it is, and what is missing. Four queries."""
    found = queries.impact_of(request.actor, code)
    if found is None:
        raise Http404
    return page(request, "development/impact.html", impact=found)
