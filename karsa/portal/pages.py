"""Pages for everybody: kept until something they tell of has changed, the same for all readers.

What a page tells of is named by kinds of rows ("indicators.target"). Their acts stand in the
audit trail, so a page is another one when there are more of them: that is its ETag, and the key
under which this process keeps it. A proxy may keep it ten seconds more.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from hashlib import sha256
from typing import cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language

from karsa import __version__
from karsa.audit.queries import state_of
from karsa.portal.views.here import here

View = Callable[..., HttpResponse]
Kept = tuple[bytes, str]
# The structure that every page stands on, and the settings a year is read by.
_ALWAYS = ("org.unit", "org.ruleset", "jobs.batch")
_PROXY_SECONDS, _STALE_SECONDS = 10, 60


def kept(*kinds: str) -> Callable[[View], View]:
    """Keep what a view answers while no act on rows of `kinds` is recorded. One query.

    Pages that were asked with a query string are made anew: their number has no end.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            tag = _tag(request, (*_ALWAYS, *kinds))
            answer = get_conditional_response(request, etag=quote_etag(tag))
            if answer is None:
                answer = _answer(request, tag, lambda: view(request, *args, **kwargs))
            if answer.status_code in (200, 304):
                _let_keep(answer, tag)
            return answer

        return cast(View, inner)

    return wrap


def show(request: HttpRequest, template: str, **shown: object) -> HttpResponse:
    """Render a page without anything of its reader, who may be signed in."""
    return render(request, template, {**shown, "messages": ()})


def _answer(request: HttpRequest, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    if request.GET:
        return make()
    known: Kept | None = caches["pages"].get(tag)
    if known:
        return HttpResponse(known[0], content_type=known[1])
    answer = make()
    if answer.status_code == 200:
        caches["pages"].set(tag, (answer.content, answer["Content-Type"]))
    return answer


def _tag(request: HttpRequest, kinds: tuple[str, ...]) -> str:
    agency, today = here(request)
    said = (
        *(__version__, static("karsa/karsa.css"), request.get_full_path(), get_language()),
        *(request.scheme, request.get_host()),
        *(agency.pk, agency.name, agency.brand, agency.embedding),
        *(today, state_of(agency, kinds, _yesterday(today))),
    )
    return sha256(repr(said).encode()).hexdigest()[:32]


def _yesterday(today: date) -> datetime:
    """No act takes longer; and with the day, which the tag names, the count begins anew."""
    return datetime.combine(today - timedelta(days=1), time(), UTC)


def _let_keep(answer: HttpResponseBase, tag: str) -> None:
    answer["ETag"] = quote_etag(tag)
    facts = {"max_age": 0, "s_maxage": _PROXY_SECONDS, "stale_while_revalidate": _STALE_SECONDS}
    patch_cache_control(answer, public=True, **facts)
