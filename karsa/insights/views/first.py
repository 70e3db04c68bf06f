from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role

# The first match decides: the widest duty first, then the people one leads, then one's own work.
_FIRST = (
    (Role.REGENT, "insights:leader"),
    (Role.PERFORMANCE_MANAGER, "insights:cycle"),
    (Role.INSPECTOR, "insights:trail"),
    (Role.EVALUATION_TEAM, "monitoring:home"),
    (Role.COMPLAINTS_OFFICER, "complaints:home"),
    (Role.RATER, "insights:team"),
    (Role.EMPLOYEE, "insights:today"),
    (Role.PRIVACY_OFFICER, "privacy:register"),
    (Role.ADMINISTRATOR, "insights:cycle"),
)


@require_GET
@staff()
def home(request: StaffRequest) -> HttpResponse:
    """Lead each role to what it should see first."""
    return redirect(first_screen(request.actor))


def first_screen(actor: Actor) -> str:
    """Name the page the actor's day starts on."""
    return next((page for role, page in _FIRST if actor.has(role)), "insights:today")
