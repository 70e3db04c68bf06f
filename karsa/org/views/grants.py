"""Granted roles: who holds one, giving one, ending one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.models import Grant
from karsa.accounts.policies import can_grant
from karsa.accounts.requests import StaffRequest, proven
from karsa.accounts.roles import Role
from karsa.accounts.services.grants import end_role
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import ROLE_NAMES, GrantForm
from karsa.org.queries.grants import grant_rows, running_grants
from karsa.org.services.roles import NewRole, give_to_person
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read_pick


@keeper
@require_GET
def grants(request: StaffRequest) -> HttpResponse:
    """All granted roles that count, with the ones the reader may end."""
    running = running_grants(request.agency, request.actor.today).select_related("user")
    shown = slice_of(running, request, "role", "pk")
    rows = [
        {"row": row, "role": ROLE_NAMES[row.role], "ends": can_grant(request.actor, row.role)}
        for row in grant_rows(shown.rows)
    ]
    return page(
        request, "org/grants.html", rows=rows, next_key=shown.next_key, total=running.count()
    )


@keeper
@require_http_methods(["GET", "POST"])
@proven
def give(request: StaffRequest) -> HttpResponse:
    """Give a role that does not follow from a post."""
    act = Act(
        title=_("Beri peran khusus"),
        note=_("Peran atasan dan penilai mengikuti penempatan, tidak diberikan di sini."),
        label=_("Beri peran"),
        back=reverse("org:grants"),
    )

    def do(typed: Cleaned) -> str:
        new = NewRole(
            employee_id=typed["person"],
            role=Role(typed["role"]),
            unit_id=typed["unit"] or None,
            starts=typed["starts"],
            ends=typed["ends"],
        )
        give_to_person(actor=request.actor, new=new)
        return _("Peran diberikan.")

    roles = [role for role in ROLE_NAMES if can_grant(request.actor, role)]
    start = {"starts": request.actor.today}
    return perform(request, read_pick(request, GrantForm, roles=roles, initial=start), act, do)


@keeper
@require_POST
@proven
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a role at once."""
    grant = get_object_or_404(Grant, agency=request.agency, pk=pk)
    end_role(actor=request.actor, grant_id=grant.pk)
    messages.success(request, _("Peran diakhiri."))
    return redirect("org:grants")
