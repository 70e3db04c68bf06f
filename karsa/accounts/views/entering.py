"""The end of every way in: a session, the device it belongs to, and the mark of a known device."""

from secrets import token_hex
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, login, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from karsa.accounts.codes import address_digest, name_digest
from karsa.accounts.devices import device
from karsa.accounts.models import AccessCode, User
from karsa.accounts.requests import StaffRequest
from karsa.accounts.services import codes, sign_ins
from karsa.accounts.services.attempts import Count, counts_of
from karsa.accounts.sessions import SECOND_AT, SECOND_FACTOR, SEEN
from karsa.kit import clock, formats
from karsa.kit.addresses import network_of
from karsa.tenancy.models import Agency

_MONTH = 30 * 24 * 60 * 60
_YEAR = 365 * 24 * 60 * 60
_BACKEND = "karsa.accounts.backend.AgencyBackend"
# A device remembers by a mark of its own which accounts signed in on it: kept off their counts.
_COOKIE = "kenal"
_ACCOUNTS = 5


def enter(
    request: StaffRequest, user: User, *, where: str, remember: bool, second_factor: bool
) -> HttpResponse:
    """Begin the session of `user` and go on to `where`; one that was open here ends."""
    leave(request)
    login(request, user, backend=_BACKEND)
    if remember:
        request.session.set_expiry(_MONTH)
    now = clock.now()
    request.session[SECOND_FACTOR] = second_factor
    if second_factor:
        request.session[SECOND_AT] = int(now.timestamp())
    request.session[SEEN] = sign_ins.to_the_hour(now).isoformat()
    sign_ins.begin(
        user=user,
        session_key=request.session.session_key or "",
        device=device(request.headers.get("User-Agent", "")),
        address=address_digest(request.agency, network_of(request)),
        now=now,
    )
    for reset in codes.tell_resets(user=user, now=now):
        messages.warning(request, _told(reset, request.agency))
    return _mark(request, redirect(where), user)


def leave(request: HttpRequest) -> None:
    """End the session of whoever was signed in here, be their account closed since."""
    if SESSION_KEY in request.session:
        sign_ins.leave(session_key=request.session.session_key or "", now=clock.now())
        logout(request)


def counts_for(request: StaffRequest, name: str) -> tuple[Count, ...]:
    """Return under what an attempt on `name` is counted."""
    marks = _marks_of(request)
    known = name_digest(request.agency, name) in marks["accounts"]
    return counts_of(
        agency=request.agency,
        name=name,
        address=network_of(request),
        device=marks["device"] if known else "",
    )


def onward(request: HttpRequest) -> str:
    """Return where to go on: only within this house."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    inside = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if inside else resolve_url(settings.LOGIN_REDIRECT_URL)


def _told(reset: AccessCode, agency: Agency) -> str:
    moment = (reset.used_at or reset.expires_at - codes.VALID).astimezone(ZoneInfo(agency.zone))
    facts = {
        "who": reset.issuer or _("administrator sistem"),
        "when": f"{formats.day(moment)}, {formats.clock(moment)}",
    }
    return _("Sandi Anda diatur ulang oleh %(who)s pada %(when)s.") % facts


def _marks_of(request: HttpRequest) -> dict[str, Any]:
    try:
        known: dict[str, Any] = signing.loads(
            request.COOKIES.get(_COOKIE, ""), salt="accounts.device", max_age=_YEAR
        )
    except signing.BadSignature:
        return {"device": token_hex(8), "accounts": []}
    return known


def _mark(request: StaffRequest, response: HttpResponse, user: User) -> HttpResponse:
    marks, own = _marks_of(request), name_digest(request.agency, user.username)
    others = [one for one in marks["accounts"] if one != own]
    marks["accounts"] = [own, *others][:_ACCOUNTS]
    response.set_cookie(
        _COOKIE,
        signing.dumps(marks, salt="accounts.device", compress=True),
        max_age=_YEAR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
