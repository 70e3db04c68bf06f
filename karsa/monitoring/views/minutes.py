"""What is written down in a session, until it is closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.monitoring import services
from karsa.monitoring.forms import MinutesForm
from karsa.monitoring.models import ReviewSession
from karsa.monitoring.policies import can_monitor
from karsa.monitoring.services.sessions import Minutes
from karsa.monitoring.views.sessions import find


@require_http_methods(METHODS)
@staff()
def write(request: StaffRequest, pk: int) -> HttpResponse:
    """Attendance, notes and conclusions."""
    found, actor = _followed(request, pk), request.actor
    members = found.team.members.on(actor).select_related("employee")
    people = [(row.employee_id, row.employee.full_name) for row in members]
    form = MinutesForm(
        request.POST or None, offers={"present": people}, initial=_written(found, people)
    )
    return edit(
        request,
        form,
        lambda: services.write_minutes(
            actor=actor, session=found, minutes=Minutes(**form.cleaned_data)
        ),
        ("monitoring:session", pk),
        title=_("Catatan rapat"),
        note=found.team.name,
        submit=_("Simpan catatan"),
    )


def _written(session: ReviewSession, people: list[tuple[int, str]]) -> dict[str, object]:
    """What stands there; before the first time everybody is taken to be there."""
    said = dict(session.attendance.values_list("employee", "is_present"))
    return {
        "present": [pk for pk, _name in people if said.get(pk, True)],
        "guests": session.guests,
        "notes": session.notes,
        "conclusions": session.conclusions,
    }


@require_POST
@staff()
def renew(request: StaffRequest, pk: int) -> HttpResponse:
    """The memo from the data of this moment."""
    services.renew_memo(actor=request.actor, session=find(request, pk))
    messages.success(request, _("Memo dibuat ulang dari data terbaru."))
    return redirect("monitoring:session", pk)


@require_POST
@staff()
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the session."""
    services.close_session(actor=request.actor, session=find(request, pk))
    messages.success(request, _("Rapat ditutup. Rapat berikutnya dibuka dengan daftarnya."))
    return redirect("monitoring:session", pk)


def _followed(request: StaffRequest, pk: int) -> ReviewSession:
    found = find(request, pk)
    if not can_monitor(request.actor, found.team.unit):
        raise PermissionDenied
    return found
