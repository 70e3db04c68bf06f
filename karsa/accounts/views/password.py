"""A password of one's own: the first, and every other."""

from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from karsa.accounts.forms import ActivationForm, NewPassword, PasswordForm
from karsa.accounts.models import User
from karsa.accounts.proving import wait
from karsa.accounts.requests import StaffRequest, staff_at_door
from karsa.accounts.services import attempts, codes, passwords, sign_ins
from karsa.accounts.views.door import go_on
from karsa.accounts.views.entering import counts_for, onward
from karsa.kit import clock
from karsa.kit.addresses import network_of
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused


@never_cache
@sensitive_post_parameters("code", "new", "again")
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Exchange a one-time code for a password of one's own, and sign in."""
    asked, form = cast(StaffRequest, request), ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _activated(asked, form, clock.now())
        if user is not None:
            messages.success(request, _("Sandi tersimpan. Akun Anda siap dipakai."))
            return go_on(asked, user, where=onward(request), remember=False)
    return page(request, "accounts/activate.html", form=form)


@never_cache
@sensitive_post_parameters("current", "new", "again")
@staff_at_door
@require_http_methods(["GET", "POST"])
def password(request: StaffRequest) -> HttpResponse:
    """Choose another password; other devices are signed out, this one stays."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_owner(request, form):
        before = request.session.session_key
        passwords.change(actor=request.actor, user=request.user, new=form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)
        after = request.session.session_key
        if before and after:
            sign_ins.follow(before=before, after=after)
        sign_ins.end_others(actor=request.actor, user=request.user, kept=after)
        messages.success(request, _("Sandi diganti. Perangkat lain diminta masuk lagi."))
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))
    return page(request, "accounts/password.html", form=form)


def _activated(request: StaffRequest, form: ActivationForm, now: datetime) -> User | None:
    """Guesses are counted by the device's address: a code alone names nobody."""
    agency = request.agency
    counts = (attempts.Count(f"code {network_of(request)}"),)
    locked = attempts.begin(agency=agency, counts=counts, now=now)
    if locked is not None:
        form.add_error(None, wait(agency, locked))
        return None
    code, new = form.cleaned_data["code"], form.cleaned_data["new"]
    try:
        user = codes.activate(agency=agency, code=code, password=new, now=now)
    except Refused as refusal:
        form.add_error("code", sentence(refusal))
        return None
    attempts.note_success(agency=agency, counts=counts)
    return user


def _is_owner(request: StaffRequest, form: NewPassword) -> bool:
    """Ask for the present password as at the door, with the same patience."""
    agency, now = request.agency, request.actor.now
    counts = counts_for(request, request.user.username)
    locked = attempts.begin(agency=agency, counts=counts, now=now)
    if locked is None and request.user.check_password(form.cleaned_data["current"]):
        attempts.note_success(agency=agency, counts=counts)
        return True
    locked = locked or attempts.note_failure(agency=agency, counts=counts, now=now)
    form.add_error("current", _("Kata sandi sekarang tidak cocok."))
    if locked is not None:
        form.add_error(None, wait(agency, locked))
    return False
