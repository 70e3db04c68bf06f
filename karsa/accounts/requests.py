"""The typed request that staff views receive, and the door before them."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.tenancy.models import Agency


class StaffRequest(HttpRequest):
    """A request of somebody signed in: their agency, account and Actor."""

    agency: Agency
    user: User
    actor: Actor


View = Callable[..., HttpResponseBase]


def staff(*roles: Role) -> Callable[[View], View]:
    """Let in whoever is signed in to this agency; with `roles`, only who has one of them (403).

    A session belongs to one agency: elsewhere its owner is a stranger and is asked to sign in.
    """
    return _door(roles, lambda request: redirect_to_login(request.get_full_path()))


def staff_script(*roles: Role) -> Callable[[View], View]:
    """The same door for our own scripts: a stranger is answered 401, not led to a page."""
    return _door(roles, ask_to_sign_in)


def ask_to_sign_in(request: HttpRequest) -> JsonResponse:
    """Answer a script whose session is over; what it wanted to send stays where it is."""
    said = _("Masuk dulu dengan akun Anda. Catatan di ponsel tetap tersimpan.")
    return JsonResponse({"sentence": said}, status=HTTPStatus.UNAUTHORIZED)


def is_at_home(request: StaffRequest) -> bool:
    """Tell whether somebody of this very agency is signed in."""
    return request.user.is_authenticated and request.user.agency_id == request.agency.pk


def _door(roles: tuple[Role, ...], turn_away: View) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not is_at_home(request):
                return turn_away(request)
            if roles and not request.actor.has(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return wrap
