"""The administrator serves the sign-in of others: ends sessions, takes lost factors."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.forms import MetForm
from karsa.accounts.models import User
from karsa.accounts.policies import can_serve_sign_in
from karsa.accounts.queries import factors as factor_queries
from karsa.accounts.queries.sign_ins import open_sign_ins
from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.accounts.services import factors, sign_ins
from karsa.kit import clock
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@never_cache
@staff(Role.ADMINISTRATOR)
@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """What protects somebody's account, without their devices' names."""
    user = _find(request, pk)
    return page(
        request,
        "accounts/person.html",
        owner=user,
        protected=factor_queries.has_second_factor(user),
        sign_ins=len(open_sign_ins(user, clock.on_other_clocks(request.actor.now))),
    )


@staff(Role.ADMINISTRATOR)
@proven
@require_POST
def end_sessions(request: StaffRequest, pk: int) -> HttpResponse:
    """End all sessions of somebody."""
    user = _find(request, pk)
    sign_ins.end_of(actor=request.actor, user=user)
    messages.success(request, _("Semua perangkatnya sudah dikeluarkan."))
    return redirect("accounts:person", pk)


@staff(Role.ADMINISTRATOR)
@proven
@require_http_methods(METHODS)
def take_factors(request: StaffRequest, pk: int) -> HttpResponse:
    """Let go of the second factors of somebody who lost them, after seeing the person."""
    user, form = _find(request, pk), MetForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: factors.take_factors(
            actor=request.actor, user=user, has_met=form.cleaned_data["has_met"]
        ),
        ("accounts:person", pk),
        said=_("Langkah keduanya sudah dilepas. Ia masuk dengan sandi, lalu memasang yang baru."),
        title=_("Lepas langkah kedua"),
        note=_("Hanya bila HP dan kode cadangannya hilang. Tindakan ini tercatat."),
        submit=_("Lepas"),
    )


def _find(request: StaffRequest, pk: int) -> User:
    user = get_object_or_404(User, agency=request.agency, pk=pk)
    if not can_serve_sign_in(request.actor, user):
        raise PermissionDenied
    return user
