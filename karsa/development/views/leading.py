from django.http import HttpResponse
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.development.queries.leading import leading_of
from karsa.kit.pages import page


@require_GET
@staff(Role.RATER, Role.UNIT_HEAD)
def leading(request: StaffRequest) -> HttpResponse:
    """A leader as a teacher. Four queries beside the frame's."""
    return page(request, "development/leading.html", led=leading_of(request.actor))
