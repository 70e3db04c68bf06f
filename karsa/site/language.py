"""Indonesian first; English for whoever has asked for it.

Django's LocaleMiddleware also follows the browser's Accept-Language. Many devices here are set
to English by their maker, not by their owner: pages of a regional government would turn English
unasked. So only the choice itself counts. It stands in a cookie that exists once somebody has
chosen, so that public pages go on setting none.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from karsa.kit.redirects import back

_KNOWN = frozenset(code for code, _name in settings.LANGUAGES)


class LanguageMiddleware:
    """Answers in the language the cookie names, else in Indonesian."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in _KNOWN else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response


# Without a token: the form stands on public pages too, where it would set a cookie. All that
# somebody else's page could do is to change the language of what one reads.
@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language for a year and go back to the page one was on."""
    response = back(request, "/")
    if request.POST.get("bahasa") in _KNOWN:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["bahasa"],
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    return response
