"""Finds the agency by the host and runs the request inside its scope."""

from collections.abc import Callable

from django.db import connection, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound

from karsa.kit.remembered import remembered
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope
from karsa.tenancy.turns import hear

# Answered for the machine itself, whatever agency lives on it.
_WITHOUT_AGENCY = ("/healthz", "/readyz", "/metrics", "/.well-known/", "/static/")


def agency_of(host: str) -> Agency | None:
    """Return the agency that answers `host`; a sole agency answers any. One query a turn."""
    return remembered(f"agency:{host}", lambda: _find(host))


def _find(host: str) -> Agency | None:
    return Agency.objects.real().filter(Q(host=host) | Q(host="")).order_by("-host", "pk").first()


class AgencyMiddleware:
    """Sets `request.agency`. Runs before the session, so that everything is in one scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(_WITHOUT_AGENCY):
            return self.get_response(request)
        host = request.get_host().partition(":")[0]
        while agency := agency_of(host) or _made_meanwhile(host):
            with scope(agency):
                # The scope has heard of changes: perhaps it is another row by now.
                request.agency = agency_of(host)  # type: ignore[attr-defined]
                if request.agency == agency:  # type: ignore[attr-defined]
                    return self._answer(request)
        return HttpResponseNotFound("Belum ada instansi di alamat ini. Jalankan: karsa demo")

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and response.status_code >= 500:
            _undo()
        return response


def _made_meanwhile(host: str) -> Agency | None:
    hear()
    return agency_of(host)


def _undo() -> None:
    """A failed request leaves nothing behind; on SQLite each service has undone its own."""
    if connection.vendor == "postgresql":
        transaction.set_rollback(True)
