from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development.queries.benefits import benefits_of
from karsa.kit.pages import page


@require_GET
@staff(Role.EMPLOYEE)
def benefits(request: StaffRequest) -> HttpResponse:
    """A page, or its card for the first screen. Three queries beside the frame's."""
    found = benefits_of(request.actor)
    return page(request, "development/benefits.html", "card", benefits=found)
