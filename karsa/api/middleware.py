"""Whatever goes wrong under /api/ is said as a problem, also where no operation was reached."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from karsa.kit.problems import problem

_KEPT = ("Allow", "WWW-Authenticate", "Retry-After")


class ProblemMiddleware:
    """Turns pages that tell of an error into RFC 9457; what is JSON already stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not request.path.startswith("/api/") or answer.status_code < HTTPStatus.BAD_REQUEST:
            return answer
        if "json" in answer.get("Content-Type", ""):
            return answer
        kept = {name: answer[name] for name in _KEPT if answer.has_header(name)}
        said: HttpResponse = problem(answer.status_code)
        for name, value in kept.items():
            said[name] = value
        return said
