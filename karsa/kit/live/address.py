"""Where a browser listens, and the page's leave to do so."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from karsa.kit.live.messages import PATH
from karsa.kit.live.tickets import issue


def stream_of(request: HttpRequest, agency_id: int, user_id: int, board: int) -> str:
    """Return the address of the board's stream, with a ticket in it."""
    ticket = urlencode({"tiket": issue(agency_id, user_id, board)})
    return f"{_origin(request)}{PATH}?{ticket}"


def allow_stream(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Let the page's policy reach the live process where it has a port of its own."""
    if settings.LIVE_PORT:
        response._csp_update = {"connect-src": ["'self'", _origin(request)]}  # type: ignore[attr-defined]
    return response


def _origin(request: HttpRequest) -> str:
    """Empty where a proxy brings both under one address."""
    if not settings.LIVE_PORT:
        return ""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return f"{request.scheme}://{host}:{settings.LIVE_PORT}"
