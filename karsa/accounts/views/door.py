"""The door: name and password, the second step, a key of one's device, and out again."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.backend import open_accounts
from karsa.accounts.forms import CodeForm, SignInForm
from karsa.accounts.models import User
from karsa.accounts.proving import CHALLENGE, place_of, wait
from karsa.accounts.queries.factors import has_second_factor, passkeys_of
from karsa.accounts.queries.providers import provider_of
from karsa.accounts.requests import StaffRequest, is_at_home
from karsa.accounts.services import attempts, passkeys, proofs, sign_ins
from karsa.accounts.views.entering import counts_for, enter, leave, onward
from karsa.kit import clock
from karsa.kit.pages import page

# Who has given the password and owes the second step: not signed in yet.
HALF = "half_in"
_HALF_LASTS = timedelta(minutes=10)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for NIP and password; whoever is signed in here already goes on."""
    asked = cast(StaffRequest, request)
    if is_at_home(asked):
        return redirect(onward(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _known(asked, form, clock.now())
        if user is not None:
            return go_on(asked, user, where=onward(request), remember=form.cleaned_data["remember"])
    return page(
        request,
        "accounts/sign_in.html",
        form=form,
        next=request.GET.get("next", ""),
        provider=provider_of(asked.agency),
    )


def go_on(request: StaffRequest, user: User, *, where: str, remember: bool) -> HttpResponse:
    """Let in whoever has one factor only; ask the others for the second."""
    if not has_second_factor(user):
        return enter(request, user, where=where, remember=remember, second_factor=False)
    # Whoever knew the key before knows nothing of what was half shown now.
    leave(request)
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "where": where,
        "remember": remember,
        "until": (clock.now() + _HALF_LASTS).timestamp(),
    }
    return redirect("accounts:second_step")


@never_cache
@sensitive_post_parameters("code", "credential")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a code of the app or on paper, or a key of the device."""
    asked, now = cast(StaffRequest, request), clock.now()
    half: dict[str, Any] = request.session.get(HALF, {})
    user = _half_in(asked, half, now)
    if user is None:
        return redirect("accounts:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proven(asked, form, user, now):
        del request.session[HALF]
        where, remember = half["where"], half["remember"]
        return enter(asked, user, where=where, remember=remember, second_factor=True)
    options = ask_key(asked, user) if passkeys_of(user) else ""
    return page(request, "accounts/second_step.html", form=form, options=options)


@never_cache
@sensitive_post_parameters("credential")
@require_http_methods(["GET", "POST"])
def with_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a key of the device alone: it asks for a finger, a face or its own code."""
    asked = cast(StaffRequest, request)
    if is_at_home(asked):
        return redirect(onward(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = passkeys.accept(
            agency=asked.agency,
            place=place_of(request),
            challenge=request.session.pop(CHALLENGE, ""),
            credential=form.cleaned_data["credential"],
            now=clock.now(),
        )
        if user is not None:
            return enter(asked, user, where=onward(request), remember=False, second_factor=True)
        form.add_error(None, _("Kunci sandi itu tidak dikenali. Coba lagi, atau pakai kata sandi."))
    return page(
        request,
        "accounts/with_passkey.html",
        form=form,
        options=ask_key(asked, None),
        next=request.GET.get("next", ""),
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.session.session_key:
        sign_ins.leave(session_key=request.session.session_key, now=clock.now())
    logout(request)
    return redirect("accounts:sign_in")


def ask_key(request: StaffRequest, user: User | None) -> str:
    """Return what the browser is asked for a key, and remember the challenge."""
    asked = passkeys.ask(user=user, place=place_of(request))
    request.session[CHALLENGE] = asked.challenge
    return asked.options


def _known(request: StaffRequest, form: SignInForm, now: datetime) -> User | None:
    name, agency = form.cleaned_data["name"], request.agency
    counts = counts_for(request, name)
    locked = attempts.begin(agency=agency, counts=counts, now=now)
    if locked is None:
        secret = form.cleaned_data["password"]
        user = authenticate(request, username=name, password=secret)
        if user is not None:
            attempts.note_success(agency=agency, counts=counts)
            return user
        form.refuse()
        locked = attempts.note_failure(agency=agency, counts=counts, now=now)
    if locked is not None:
        form.add_error(None, wait(agency, locked))
    return None


def _half_in(request: StaffRequest, half: dict[str, Any], now: datetime) -> User | None:
    if not half or half["until"] < now.timestamp():
        return None
    return open_accounts().filter(agency=request.agency, pk=half["user"]).first()


def _proven(request: StaffRequest, form: CodeForm, user: User, now: datetime) -> bool:
    counts = (attempts.Count(f"{user.username} second"),)
    proof = proofs.Proof(**form.cleaned_data, challenge=request.session.pop(CHALLENGE, ""))
    place = place_of(request)
    if proofs.accept(user=user, proof=proof, place=place, counts=counts, now=now):
        return True
    form.add_error(None, _("Belum cocok. Tunggu kode berikutnya di aplikasi, lalu coba lagi."))
    locked = attempts.locked_until(agency=request.agency, counts=counts, now=now)
    if locked is not None:
        form.add_error(None, wait(request.agency, locked))
    return False
