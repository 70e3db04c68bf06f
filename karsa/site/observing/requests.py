"""Each request has an id, is counted, and may leave one line in the log."""

import logging
import time
from collections.abc import Callable
from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from karsa.site.observing import figures
from karsa.site.observing.logs import named, request_id

_log = logging.getLogger("karsa.requests")


class ObservingMiddleware:
    """Outermost, so that it times everything; says the id in `X-Request-ID`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        held = request_id.set(named(request.headers.get("X-Request-ID", "")))
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            self._tell(request, response.status_code, time.perf_counter() - start)
            return response
        finally:
            request_id.reset(held)

    def _tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        page = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method or ""
        figures.count(page, method, status, seconds)
        told = {"page": page, "method": method, "status": status, "ms": round(seconds * 1000)}
        _log.info("%s %s", method, page, extra=told)


@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus's figures, for who holds the token; without one set there is no such page."""
    wanted, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not wanted or not compare_digest(given.encode(), f"Bearer {wanted}".encode()):
        raise Http404
    return HttpResponse(figures.told(), content_type="text/plain; version=0.0.4; charset=utf-8")
