"""The typed request that staff views receive, and the door before them."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.user.agency_id != request.agency.pk:
                return redirect_to_login(request.get_full_path())
            if roles and not request.actor.has(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return login_required(inner)

    return wrap
