"""The door: signing in and out, the first activation, and one's own password."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.forms import ActivationForm, NewPassword, PasswordForm, SignInForm
from karsa.accounts.models import AccessCode, User
from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.services import attempts, codes, passwords
from karsa.kit import clock, formats
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

_MONTH = 30 * 24 * 60 * 60
_BACKEND = "karsa.accounts.backend.AgencyBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for NIP and password; whoever is signed in here already goes on."""
    asked = cast(StaffRequest, request)
    if asked.user.is_authenticated and asked.user.agency_id == asked.agency.pk:
        return redirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _known(asked, form, clock.now())
        if user is not None:
            return _enter(asked, user, remember=form.cleaned_data["remember"])
    return page(request, "accounts/sign_in.html", form=form, next=request.GET.get("next", ""))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("accounts:sign_in")


@never_cache
@sensitive_post_parameters("code", "new", "again")
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Exchange a one-time code for a password of one's own, and sign in."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _activated(cast(StaffRequest, request), form, clock.now())
        if user is not None:
            messages.success(request, _("Sandi tersimpan. Akun Anda siap dipakai."))
            return _enter(cast(StaffRequest, request), user, remember=False)
    return page(request, "accounts/activate.html", form=form)


@never_cache
@sensitive_post_parameters("current", "new", "again")
@staff()
@require_http_methods(["GET", "POST"])
def password(request: StaffRequest) -> HttpResponse:
    """Choose another password; other devices are signed out, this one stays."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_owner(request, form):
        passwords.change(actor=request.actor, user=request.user, new=form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Sandi diganti. Perangkat lain diminta masuk lagi."))
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return page(request, "accounts/password.html", form=form)


def _known(request: StaffRequest, form: SignInForm, now: datetime) -> User | None:
    name, agency = form.cleaned_data["name"], request.agency
    locked = attempts.locked_until(agency=agency, name=name, now=now)
    if locked is None:
        secret = form.cleaned_data["password"]
        user = authenticate(request, username=name, password=secret)
        if user is not None:
            attempts.note_success(agency=agency, name=name)
            return user
        form.refuse()
        locked = attempts.note_failure(agency=agency, name=name, now=now)
    if locked is not None:
        form.add_error(None, _wait(agency, locked))
    return None


def _activated(request: StaffRequest, form: ActivationForm, now: datetime) -> User | None:
    """Guesses are counted by the device's address: a code alone names nobody."""
    agency, source = request.agency, f"address {request.META.get('REMOTE_ADDR', '')}"
    locked = attempts.locked_until(agency=agency, name=source, now=now)
    if locked is not None:
        form.add_error(None, _wait(agency, locked))
        return None
    code, new = form.cleaned_data["code"], form.cleaned_data["new"]
    try:
        return codes.activate(agency=agency, code=code, password=new, now=now)
    except Refused as refusal:
        attempts.note_failure(agency=agency, name=source, now=now)
        form.add_error("code", sentence(refusal))
        return None


def _is_owner(request: StaffRequest, form: NewPassword) -> bool:
    """Ask for the present password as at the door, with the same patience."""
    agency, name, now = request.agency, request.user.username, request.actor.now
    locked = attempts.locked_until(agency=agency, name=name, now=now)
    if locked is None and request.user.check_password(form.cleaned_data["current"]):
        attempts.note_success(agency=agency, name=name)
        return True
    locked = locked or attempts.note_failure(agency=agency, name=name, now=now)
    form.add_error("current", _("Kata sandi sekarang tidak cocok."))
    if locked is not None:
        form.add_error(None, _wait(agency, locked))
    return False


def _enter(request: StaffRequest, user: User, *, remember: bool) -> HttpResponse:
    login(request, user, backend=_BACKEND)
    if remember:
        request.session.set_expiry(_MONTH)
    for reset in codes.tell_resets(user=user, now=clock.now()):
        messages.warning(request, _told(reset, request.agency))
    return redirect(_next(request))


def _told(reset: AccessCode, agency: Agency) -> str:
    moment = (reset.used_at or reset.expires_at - codes.VALID).astimezone(ZoneInfo(agency.zone))
    facts = {
        "who": reset.issuer or _("administrator sistem"),
        "when": f"{formats.day(moment)}, {formats.clock(moment)}",
    }
    return _("Sandi Anda diatur ulang oleh %(who)s pada %(when)s.") % facts


def _wait(agency: Agency, until: datetime) -> str:
    local = formats.clock(until.astimezone(ZoneInfo(agency.zone)))
    return _("Terlalu banyak percobaan. Demi keamanan, coba lagi setelah pukul %(time)s.") % {
        "time": local
    }


def _next(request: HttpRequest) -> str:
    """Return where to go on: only within this house."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if inside else resolve_url(settings.LOGIN_REDIRECT_URL)
