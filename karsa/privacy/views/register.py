"""The register of processing: what is kept about people, why, how long, who reads it."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page
from karsa.privacy.policies import can_keep_incidents
from karsa.privacy.queries.register import lines


@require_GET
@staff()
def register(request: StaffRequest) -> HttpResponse:
    """The whole register. One query for the agency's own days."""
    found = lines(request.agency, request.actor.today)
    keeps = can_keep_incidents(request.actor)
    return page(request, "privacy/register.html", rows=found, keeps_incidents=keeps)
