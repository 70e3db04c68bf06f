"""The form of a session, which two pages share."""

from karsa.accounts.requests import StaffRequest
from karsa.development.forms import SessionForm
from karsa.org.models import Unit


def session_form(request: StaffRequest, known: dict[str, object]) -> SessionForm:
    """The form of a session, with the offices it may be held for."""
    units = Unit.objects.visible_to(request.actor).filter(is_open=True, kind=Unit.Kind.OFFICE)
    return SessionForm(request.POST or None, rows={"unit": units.order_by("name")}, initial=known)
