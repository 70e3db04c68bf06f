"""Consent to look along: given by the owner, used by one administrator, ended by either."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.forms import AllowForm, ViewForm
from karsa.accounts.middleware import KEY
from karsa.accounts.models import ViewConsent
from karsa.accounts.queries.viewing import helpers, name_of
from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.accounts.services import attempts, viewing
from karsa.kit.editing import METHODS, edit
from karsa.kit.offering import offer
from karsa.kit.pages import page
from karsa.rules.refused import Refused

_HOME = ("accounts:security",)


@never_cache
@staff()
@proven
@require_http_methods(METHODS)
def allow(request: StaffRequest) -> HttpResponse:
    """Let one administrator look along; the code is shown once."""
    known = {str(user.pk): user for user in helpers(request.actor)}
    form = AllowForm(request.POST or None)
    offer(form, "helper", [(key, name_of(user)) for key, user in known.items()])

    def shown(code: str) -> HttpResponse:
        helper = name_of(known[form.cleaned_data["helper"]])
        return page(request, "accounts/view_code.html", code=code, helper=helper)

    return edit(
        request,
        form,
        lambda: viewing.allow(
            actor=request.actor, owner=request.user, helper=known[form.cleaned_data["helper"]]
        ),
        _HOME,
        then=shown,
        title=_("Izinkan administrator melihat halaman Anda"),
        note=_(
            "Ia hanya membaca, paling lama 15 menit, dan setiap halaman yang dilihat tercatat. "
            "Pembinaan, 360 derajat, disiplin, laporan rahasia, dan keamanan akun tidak terlihat."
        ),
        submit=_("Buat kode izin"),
    )


@staff()
@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """The owner ends it."""
    viewing.end(
        actor=request.actor, consent=get_object_or_404(ViewConsent, user=request.user, pk=pk)
    )
    messages.success(request, _("Izin melihat diakhiri."))
    return redirect(*_HOME)


@staff(Role.ADMINISTRATOR)
@proven
@require_http_methods(METHODS)
def begin(request: StaffRequest) -> HttpResponse:
    """An administrator types the code somebody told them."""
    form = ViewForm(request.POST or None)

    def start() -> None:
        request.session[KEY] = _begun(request, form.cleaned_data["code"]).pk

    return edit(
        request,
        form,
        start,
        (reverse("insights:home"),),
        title=_("Lihat halaman seseorang dengan izinnya"),
        note=_("Minta kodenya: ia membuatnya di halaman Keamanan akun, untuk Anda saja."),
        submit=_("Mulai melihat"),
    )


@staff()
@require_POST
def finish(request: StaffRequest) -> HttpResponse:
    """The administrator ends it."""
    consent = ViewConsent.objects.filter(
        helper=request.user, pk=request.session.pop(KEY, 0)
    ).first()
    if consent:
        viewing.end(actor=request.actor, consent=consent)
    return redirect(*_HOME)


def _begun(request: StaffRequest, code: str) -> ViewConsent:
    """Guesses are counted by who guesses."""
    agency, now = request.agency, request.actor.now
    counts = (attempts.Count(f"{request.user.username} view"),)
    if attempts.begin(agency=agency, counts=counts, now=now):
        raise Refused(viewing.TOO_OFTEN)
    consent = viewing.begin(actor=request.actor, code=code)
    attempts.note_success(agency=agency, counts=counts)
    return consent
