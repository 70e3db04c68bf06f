"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the network address: behind our proxy (HTTPS) what the proxy itself saw."""
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "")
        return seen.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
