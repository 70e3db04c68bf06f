import re
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from karsa.kit import clock

_STANDS = timedelta(days=180)
_COLOUR = re.compile(r"[0-9a-f]{6}")


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """The process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Where to tell of a weakness (RFC 9116); no such page until the operator names an address."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + _STANDS
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: id, en",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_GET
@cache_control(public=True, immutable=True, max_age=365 * 24 * 3600)
def brand(request: HttpRequest, name: str) -> HttpResponse:
    """The region's colour as a stylesheet of its own: the strict policy allows no style attribute.

    The name is the colour itself, so another colour is another address.
    """
    if not _COLOUR.fullmatch(name):
        raise Http404
    return HttpResponse(f":root{{--brand:#{name}}}", content_type="text/css")
