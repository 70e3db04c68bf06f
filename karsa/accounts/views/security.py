"""Keamanan akun: one's second factor, keys, codes on paper, and where one is signed in."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.forms import PasskeyForm, TotpForm
from karsa.accounts.models import Passkey, SignIn, TotpSecret
from karsa.accounts.policies import can_view_with_consent, needs_second_factor
from karsa.accounts.proving import CHALLENGE, ask, is_fresh, is_proved, place_of
from karsa.accounts.queries import factors as factor_queries
from karsa.accounts.queries.sign_ins import open_sign_ins
from karsa.accounts.queries.viewing import open_consents
from karsa.accounts.requests import StaffRequest, owes_second_factor, proven, staff_at_door
from karsa.accounts.services import factors, passkeys, sign_ins
from karsa.accounts.sessions import SECOND_FACTOR
from karsa.accounts.views.entering import onward
from karsa.kit import clock
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as noop

_BACK = ("accounts:security",)
_QR_SCALE = 5


@never_cache
@staff_at_door
@require_GET
def security(request: StaffRequest) -> HttpResponse:
    """What protects the account, and every device that is signed in."""
    user, now = request.user, clock.on_other_clocks(request.actor.now)
    return page(
        request,
        "accounts/security.html",
        owes=owes_second_factor(request),
        must=needs_second_factor(request.actor, request.agency),
        has_app=factor_queries.has_app(user),
        passkeys=factor_queries.passkeys_of(user),
        codes_left=factor_queries.codes_left(user),
        sign_ins=open_sign_ins(user, now),
        consents=open_consents(request.actor),
        serves=can_view_with_consent(request.actor),
        here=request.session.session_key,
    )


@never_cache
@require_http_methods(METHODS)
@sensitive_post_parameters("bukti-password", "bukti-code", "bukti-credential")
@staff_at_door
def prove(request: StaffRequest) -> HttpResponse:
    """Show once more to be there, then go back to what was to be read."""
    if request.method == "POST" and (
        is_proved(request, request.user, request.actor) or is_fresh(request, request.actor)
    ):
        return redirect(onward(request))
    return ask(request, request.user)


@staff_at_door
@proven
@require_POST
def totp_begin(request: StaffRequest) -> HttpResponse:
    """Draw a secret and show it."""
    factors.begin_totp(actor=request.actor, user=request.user)
    return redirect("accounts:totp")


@never_cache
@require_http_methods(METHODS)
@sensitive_post_parameters("code")
@staff_at_door
@proven
def totp(request: StaffRequest) -> HttpResponse:
    """The QR for the app, and the first code that proves it was read."""
    row = get_object_or_404(TotpSecret, user=request.user, confirmed_at=None)
    form = TotpForm(request.POST or None)
    address, secret = factors.address_for_app(row, request.user.username, request.agency.name)
    return edit(
        request,
        form,
        lambda: factors.confirm_totp(
            actor=request.actor, user=request.user, code=form.cleaned_data["code"]
        ),
        _BACK,
        then=lambda codes: _added(request, codes),
        template="accounts/totp.html",
        picture=segno.make(address).svg_data_uri(scale=_QR_SCALE, border=2),
        secret=secret,
    )


@never_cache
@require_http_methods(METHODS)
@sensitive_post_parameters("credential")
@staff_at_door
@proven
def passkey_add(request: StaffRequest) -> HttpResponse:
    """Let this device keep a key of the account."""
    place, challenge = place_of(request), request.session.pop(CHALLENGE, "")
    asked = passkeys.ask_for_new(user=request.user, place=place, name=request.user.username)
    request.session[CHALLENGE] = asked.challenge
    form = PasskeyForm(request.POST or None)

    def add() -> list[str]:
        passkeys.add(
            actor=request.actor,
            user=request.user,
            place=place,
            challenge=challenge,
            **form.cleaned_data,
        )
        return factors.recovery_codes_if_none(actor=request.actor, user=request.user)

    return edit(
        request,
        form,
        add,
        _BACK,
        then=lambda codes: _added(request, codes),
        template="accounts/passkey_add.html",
        options=asked.options,
    )


@never_cache
@staff_at_door
@proven
@require_POST
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Ten new codes on paper, shown once; the old ones end."""
    if not factor_queries.has_second_factor(request.user):
        raise Refused(noop("Pasang aplikasi autentikator atau kunci sandi lebih dahulu."))
    codes = factors.renew_recovery_codes(actor=request.actor, user=request.user)
    return page(request, "accounts/recovery_codes.html", codes=codes)


@staff_at_door
@proven
@require_POST
def totp_remove(request: StaffRequest) -> HttpResponse:
    """Let the app go."""
    factors.remove_totp(actor=request.actor, user=request.user)
    return _removed(request)


@staff_at_door
@proven
@require_POST
def passkey_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a key go."""
    row = get_object_or_404(Passkey, user=request.user, pk=pk)
    factors.remove_passkey(actor=request.actor, passkey=row)
    return _removed(request)


@staff_at_door
@require_POST
def session_end(request: StaffRequest, pk: int) -> HttpResponse:
    """End one of the own sessions."""
    row = get_object_or_404(SignIn, user=request.user, pk=pk)
    sign_ins.end(actor=request.actor, row=row)
    messages.success(request, _("Perangkat itu sudah dikeluarkan."))
    return redirect(*_BACK)


@staff_at_door
@require_POST
def sessions_end(request: StaffRequest) -> HttpResponse:
    """End all own sessions but this one."""
    kept = request.session.session_key
    sign_ins.end_others(actor=request.actor, user=request.user, kept=kept)
    messages.success(request, _("Semua perangkat lain sudah dikeluarkan."))
    return redirect(*_BACK)


def _added(request: StaffRequest, codes: list[str]) -> HttpResponse:
    request.session[SECOND_FACTOR] = True
    if codes:
        return page(request, "accounts/recovery_codes.html", codes=codes)
    messages.success(request, _("Terpasang. Mulai sekarang akun Anda lebih aman."))
    return redirect(*_BACK)


def _removed(request: StaffRequest) -> HttpResponse:
    request.session[SECOND_FACTOR] = factor_queries.has_second_factor(request.user)
    messages.success(request, _("Sudah dihapus."))
    return redirect(*_BACK)
