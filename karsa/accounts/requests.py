"""The typed request that staff views receive, and the door before them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from karsa.accounts import proving
from karsa.accounts.actor import Actor
from karsa.accounts.models import User, ViewConsent
from karsa.accounts.policies import needs_second_factor
from karsa.accounts.roles import Role
from karsa.accounts.services import sign_ins
from karsa.accounts.sessions import SECOND_AT, SECOND_FACTOR, SEEN
from karsa.kit import clock
from karsa.tenancy.models import Agency

# A session that nobody used so long, to the hour, is over.
_IDLE = timedelta(hours=2)
# The consent under which somebody else looks at the page (middleware.py).
VIEWING = "viewing"


class StaffRequest(HttpRequest):
    """A request of somebody signed in: their agency, account and Actor."""

    agency: Agency
    user: User
    actor: Actor


View = Callable[..., HttpResponseBase]


def staff(*roles: Role) -> Callable[[View], View]:
    """Let in whoever is signed in to this agency; with `roles`, only who has one of them (403).

    A session belongs to one agency: elsewhere its owner is a stranger and is asked to sign in.
    Whoever owes a second factor is led to where it is set up.
    """
    return _door(roles, ask_in_page, lambda request: redirect("accounts:security"))


def staff_script(*roles: Role) -> Callable[[View], View]:
    """The same door for our own scripts: a stranger is answered 401, not led to a page."""
    return _door(roles, ask_to_sign_in, ask_for_second_factor)


def staff_at_door(view: View) -> View:
    """The same door for the pages on which one's own sign-in is made safe."""
    return _door((), ask_in_page, None)(view)


def proven(view: View) -> View:
    """Ask who does this to show once more to be there, if that is a quarter of an hour ago.

    Stands inside `staff`.
    """

    @wraps(view)
    def inner(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return proof_first(request) or view(request, *args, **kwargs)

    return inner


def proof_first(request: StaffRequest, back: str = "") -> HttpResponse | None:
    """Return the page that asks who is there; None where that was proved a moment ago.

    Whoever looks along with the owner's consent sees none of it: PermissionDenied. What is read
    is asked for on a page of its own, which leads back; an act carries its proof. An act that
    answers with a file names the page to go `back` to: a download leaves the browser where it is.
    """
    if viewing(request) is not None:
        raise PermissionDenied
    if proving.is_fresh(request, request.actor):
        return None
    if back or request.method != "POST":
        query = urlencode({"next": back or request.get_full_path()})
        return redirect(f"{reverse('accounts:prove')}?{query}")
    if proving.is_proved(request, request.user, request.actor):
        return None
    return proving.ask(request, request.user)


def second_step_first(request: StaffRequest) -> HttpResponse | None:
    """Return the page that asks an act's doer for the second step; None where it is fresh."""
    if proving.is_fresh(request, request.actor, SECOND_AT):
        return None
    proving.is_proved(request, request.user, request.actor)
    if proving.is_fresh(request, request.actor, SECOND_AT):
        return None
    return proving.ask(request, request.user, second=True)


def ask_in_page(request: HttpRequest) -> HttpResponse:
    """Lead a stranger to the sign-in page, and from there back here."""
    return redirect_to_login(request.get_full_path())


def ask_to_sign_in(request: HttpRequest) -> JsonResponse:
    """Answer a script whose session is over; what it wanted to send stays where it is."""
    said = _("Masuk dulu dengan akun Anda. Catatan di ponsel tetap tersimpan.")
    return JsonResponse({"sentence": said}, status=HTTPStatus.UNAUTHORIZED)


def ask_for_second_factor(request: HttpRequest) -> JsonResponse:
    """Answer a script of somebody who has to set up a second factor first."""
    said = _("Pasang langkah kedua dulu di halaman Keamanan akun.")
    return JsonResponse({"sentence": said}, status=HTTPStatus.FORBIDDEN)


def is_at_home(request: StaffRequest) -> bool:
    """Tell whether somebody of this very agency is signed in."""
    return request.user.is_authenticated and request.user.agency_id == request.agency.pk


def viewing(request: HttpRequest) -> ViewConsent | None:
    """Return the consent under which somebody else looks at this page; None for its owner."""
    return getattr(request, VIEWING, None)


def owes_second_factor(request: StaffRequest) -> bool:
    """Tell whether the person must set up a second factor before anything else. No query."""
    return not request.session.get(SECOND_FACTOR) and needs_second_factor(
        request.actor, request.agency
    )


def _door(
    roles: tuple[Role, ...], turn_away: View, send_back: View | None
) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not is_at_home(request) or not _is_awake(request):
                return turn_away(request)
            if send_back and owes_second_factor(request):
                return send_back(request)
            if roles and not request.actor.has(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return wrap


def _is_awake(request: StaffRequest) -> bool:
    """Whether the session goes on; one that nobody used for long ends here.

    Its use is noted once an hour: two queries then, otherwise none.
    """
    known, key = request.session.get(SEEN), request.session.session_key
    hour = sign_ins.to_the_hour(clock.now())
    if not known or not key or known == hour.isoformat():
        return True
    if hour - datetime.fromisoformat(known) > _IDLE and not _is_remembered(request):
        sign_ins.leave(session_key=key, now=clock.now())
        logout(request)
        return False
    sign_ins.touch(session_key=key, hour=hour)
    request.session[SEEN] = hour.isoformat()
    return True


def _is_remembered(request: StaffRequest) -> bool:
    """Whether the owner asked this device to be remembered for a month. No query."""
    return request.session.get_expiry_age() > settings.SESSION_COOKIE_AGE
