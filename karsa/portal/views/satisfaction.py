from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from karsa.kit.pages import slice_of
from karsa.portal.pages import kept, show
from karsa.portal.views import tells
from karsa.portal.views.here import here
from karsa.surveys.queries import results

_PAGE = 20


@require_safe
@kept(*tells.SATISFACTION)
def satisfaction(request: HttpRequest) -> HttpResponse:
    """What citizens say of the services: every survey that was published."""
    agency, _today = here(request)
    rows = results.public_surveys(agency)
    part = slice_of(rows, request, *results.NEWEST, size=_PAGE)
    shown = {"rows": results.rows_of(part.rows), "next_key": part.next_key}
    return show(request, "portal/satisfaction.html", **shown)


@require_safe
@kept(*tells.SATISFACTION, *tells.COMMENTS)
def satisfaction_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The results of one survey, what was set aside and why, and what the unit will do."""
    agency, _today = here(request)
    found = get_object_or_404(results.public_surveys(agency), pk=pk)
    return show(request, "portal/satisfaction_of.html", shown=results.results_of(found))
