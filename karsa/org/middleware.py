"""Sets `request.actor` for somebody signed in: the one place a request becomes an Actor."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest
from karsa.kit import clock
from karsa.org.queries.actor import actor_of


class ActorMiddleware:
    """Builds the Actor when first asked for, so that public pages do not pay for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = cast(StaffRequest, request)
        asked.actor = cast(Actor, SimpleLazyObject(lambda: _actor(asked)))
        return self.get_response(request)


def _actor(request: StaffRequest) -> Actor:
    """The one reading of the clock in a request."""
    return actor_of(request.user, request.agency, clock.now())
