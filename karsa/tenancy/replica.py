"""Pages that only read are made from a copy of the database, where there is one that keeps up.

The copy (a streaming replica of PostgreSQL) is asked only if it has replayed all that the primary
had some seconds ago, and all that this browser has written since. If it lags, dies or refuses in
the middle, the page is made from the primary, of which everything else is asked anyway.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Protocol, TypeVar, cast

from django.conf import settings
from django.db import Error, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from karsa.kit import statements
from karsa.kit.reading import COPY, reading_from
from karsa.kit.remembered import mark, take_turn, turn
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import ENTER

# Nothing older is shown; and a copy that failed is left alone for as long.
SECONDS = 10
_COOKIE = "tulis"
_START = "0/0"
_POSITION = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_NOW = "SELECT pg_current_wal_lsn()::text"
_REACHED = f"SELECT coalesce(pg_last_wal_replay_lsn() >= all(%s::text[]::pg_lsn[]), false), {ENTER}"
_log = logging.getLogger(__name__)


class _Request(Protocol):
    """A request whose agency is known."""

    agency: Agency
    COOKIES: dict[str, str]


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class _Known:
    """What a process knows: where the primary was at a moment; until when the copy is left."""

    position, at, rests_until = _START, float("-inf"), float("-inf")


def may_lag(view: View) -> View:
    """Make what a view answers from the copy, at most SECONDS old and never before one's own act.

    Stands inside `staff`: who somebody is and what they may do, the primary says. The view only
    reads, for it may run a second time; what the copy does not know, the primary is asked for.
    Two queries more, one of them of the copy, and one in SECONDS.
    """

    @wraps(view)
    def inner(request: _Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if COPY in settings.DATABASES and time.monotonic() > _Known.rests_until:
            try:
                with _copy(request) as keeps_up:
                    if keeps_up:
                        return view(request, *args, **kwargs)
            except Http404:
                pass
            except Error as problem:
                _Known.rests_until = time.monotonic() + SECONDS
                _log.warning("the replica does not answer: %s", type(problem).__name__)
        return view(request, *args, **kwargs)

    return cast(View, inner)


@contextmanager
def _copy(request: _Request) -> Iterator[bool]:
    """Open the agency's scope on the copy; say whether it keeps up."""
    agency = str(request.agency.pk)
    wanted = [_position_lately(), _written(request)], agency, agency
    with transaction.atomic(using=COPY), reading_from(COPY):
        [(keeps_up, copied, *_entered)] = statements.rows(_REACHED, wanted)
        heard = mark()
        take_turn(turn(), copied)  # what the copy has of the rows, it is kept under
        try:
            yield bool(keeps_up)
        finally:
            take_turn(turn(), heard)


def _position_lately() -> str:
    """Where the primary was at a moment of the last SECONDS: by our clock, which no other has."""
    now = time.monotonic()
    if now - _Known.at > SECONDS:
        _Known.position, _Known.at = _position(), now
    return _Known.position


def _position() -> str:
    [(position,)] = statements.rows(_NOW, [])
    return str(position)


def _written(request: _Request) -> str:
    """Where the primary was after this browser's last act; it may say what it likes."""
    said = request.COOKIES.get(_COOKIE, "")
    return said if _POSITION.fullmatch(said) else _START


class WritingMiddleware:
    """Notes with the browser where the primary is after an act: outside its transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if COPY in settings.DATABASES and request.method not in _SAFE:
            response.set_cookie(
                _COOKIE,
                _position(),
                max_age=2 * SECONDS,
                secure=settings.HTTPS,
                httponly=True,
                samesite="Lax",
            )
        return response
