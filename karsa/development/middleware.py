"""Lets somebody who practises act as a made-up person, in an agency that holds no real row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import rotate_token

from karsa.accounts.models import User
from karsa.accounts.requests import StaffRequest, is_at_home
from karsa.development.models import Practice
from karsa.development.queries.practice import Seat, account_in, seat_named
from karsa.development.services.practice import note_use
from karsa.kit import clock
from karsa.kit.refusals import refused
from karsa.rules.calendar import local_day
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

KEY = "practice"
_OVER = "practice_is_over"
_WITHIN = ("/kerja/", "/api/", "/sandi/")
# What would leave the house, to BKN or to the public.
_LEAVES = frozenset(
    {
        "journal:export",
        "evaluations:national_table",
        "evaluations:siasn",
        "insights:release",
        "insights:report_publish",
        "development:siasn",
        "consequences:allowance_file",
    }
)
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_IS_OVER = _(
    "Latihan ini sudah berakhir, jadi yang baru Anda kirim tidak disimpan. Buka halamannya lagi: "
    "isinya kini data asli."
)
_STAYS_HERE = _("Ini latihan: tidak ada yang keluar dari sini. Coba lagi setelah selesai berlatih.")


@dataclass(frozen=True, slots=True)
class Practising:
    """Where a request practises, and in whose seat."""

    ground: Agency
    seat: Seat
    user: User


def practising(request: HttpRequest) -> Practising | None:
    """Return where the request practises, None for real work."""
    return getattr(request, KEY, None)


class PracticeMiddleware:
    """After the session and the account, before the Actor: all that follows is practice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = _found(cast(StaffRequest, request))
        if found is None:
            return self.get_response(request)
        asked = cast(StaffRequest, request)
        setattr(asked, KEY, found)
        asked.agency, asked.user = found.ground, found.user
        with scope(found.ground):
            response = self.get_response(request)
            if response.status_code >= 500 and connection.vendor == "postgresql":
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what would leave the house, and what was meant for a practice that is over."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if practising(request) and name in _LEAVES:
            return refused(request, Refused(_STAYS_HERE))
        is_write = request.method not in _READS and not name.startswith("development:practice")
        if is_write and getattr(request, _OVER, False):
            return refused(request, Refused(_IS_OVER))
        return None


def _found(request: StaffRequest) -> Practising | None:
    """Three queries for who practises (one more each day), none for anybody else.

    A ground that was taken back, or lent to somebody else meanwhile, ends the practice.
    """
    if not request.path.startswith(_WITHIN) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    who = request.session.get(KEY)
    if who is None:
        return None
    found = _seated(request, who) if is_at_home(request) else None
    if found is None:
        del request.session[KEY]
        setattr(request, _OVER, True)
        rotate_token(request)
    return found


def _seated(request: StaffRequest, who: str) -> Practising | None:
    mine = Practice.objects.filter(agency=request.agency, user=request.user.pk)
    practice = mine.select_related("ground").first()
    if practice is None:
        return None
    note_use(practice, local_day(clock.now(), request.agency.zone))
    seat = seat_named(who)
    with scope(practice.ground):
        user = account_in(practice.ground, seat)
    return Practising(practice.ground, seat, user) if user else None
