"""Days of outage and field duty: what is registered, and registering more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import GraceForm
from karsa.org.models import Grace
from karsa.org.services.graces import give_grace, take_grace_back
from karsa.org.views.acting import Act, Cleaned, perform, read_pick

_giver = staff(Role.UNIT_HEAD, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


@_giver
@require_GET
def graces(request: StaffRequest) -> HttpResponse:
    """The days of one's units, newest first. One query beside the frame's."""
    rows = Grace.objects.kept_by(request.actor).select_related("unit", "employee")
    return page(request, "org/graces.html", rows=slice_of(rows, request, "-starts", "-pk"))


@_giver
@require_http_methods(["GET", "POST"])
def add_grace(request: StaffRequest) -> HttpResponse:
    """Register days for a unit or a person."""
    act = Act(
        title=_("Catat gangguan atau dinas luar"),
        note=_("Setiap harinya menambah satu hari pada tenggat orang yang bersangkutan."),
        label=_("Simpan"),
        back=reverse("org:graces"),
    )

    def give(typed: Cleaned) -> str:
        give_grace(
            actor=request.actor,
            kind=typed["kind"],
            reason=typed["reason"],
            starts=typed["starts"],
            ends=typed["ends"],
            unit_id=typed["unit"] or None,
            employee_id=typed["person"] or None,
        )
        return _("Tercatat. Tenggatnya ikut bergeser.")

    today = {"starts": request.actor.today, "ends": request.actor.today}
    return perform(request, read_pick(request, GraceForm, initial=today), act, give)


@_giver
@require_POST
def remove_grace(request: StaffRequest, pk: int) -> HttpResponse:
    """Take days back that were registered by mistake."""
    row = get_object_or_404(Grace.objects.kept_by(request.actor), pk=pk)
    take_grace_back(actor=request.actor, grace=row)
    messages.success(request, _("Dihapus. Tenggatnya kembali seperti semula."))
    return redirect("org:graces")
