"""The phones' door: as many at once as leave room for readers, the others are told when to come.

A phone keeps what was not acknowledged and sends it again under its key, so nothing is lost by it.
Forms that people post themselves are never turned away.
"""

from collections.abc import Callable
from functools import cache
from random import SystemRandom
from threading import BoundedSemaphore

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

# Of the eight threads of a web process (`karsa serve`): more would not store more in a second, and
# each takes the processor from readers.
AT_ONCE = 2
# Seconds in which to come again: spread, or all who were turned away would meet again.
_SOONEST, _LATEST = 2, 15
_chance = SystemRandom()


class PhonesMiddleware:
    """Runs before the agency's transaction: to be turned away costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._room = BoundedSemaphore(AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_sending(request):
            return self.get_response(request)
        if not self._room.acquire(blocking=False):
            return _later()
        try:
            return self.get_response(request)
        finally:
            self._room.release()


def _is_sending(request: HttpRequest) -> bool:
    return request.method == "POST" and request.path.startswith(_doors())


@cache
def _doors() -> tuple[str, ...]:
    return reverse("journal:send"), reverse("journal:decide")


def _later() -> JsonResponse:
    sentence = _("Sedang ramai. Catatan tetap di ponsel dan terkirim sendiri sebentar lagi.")
    answer = JsonResponse({"sentence": sentence}, status=503)
    answer["Retry-After"] = str(_chance.randint(_SOONEST, _LATEST))
    return answer
