"""How a refusal reaches a person: 409 with the rule's sentence, in the reader's language."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from karsa.rules.refused import Refused


def sentence(refusal: Refused) -> str:
    """Return the refusal's sentence, translated, with its facts filled in."""
    text = gettext(refusal.sentence)
    return text % refusal.facts if refusal.facts else text


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer with the sentence: a page, or the words alone for htmx."""
    said = sentence(refusal)
    if request.headers.get("HX-Request"):
        return HttpResponse(said, status=409, content_type="text/plain")
    return render(request, "409.html", {"sentence": said}, status=409)


class RefusalMiddleware:
    """Turns `Refused` into a page (409), or its sentence alone for htmx, which shows a toast."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        return refused(request, error) if isinstance(error, Refused) else None
