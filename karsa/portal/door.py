"""The door of public forms: no account, no cookie on reading, and no third party against spam.

A form carries a signed random word and the moment it was shown. The word makes a second sending
the same one, and becomes the browser's word (a cookie) once something was sent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from karsa.kit.limits import allows
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_SIGNER = "karsa.portal.form"
_COOKIE = "peserta"
_SLOWEST = timedelta(hours=12)
_FASTEST = timedelta(seconds=3)
_KEPT = timedelta(days=180)
# A village office or a stand shares one address among many people.
_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form carried: its word, and how long ago it was shown."""

    key: UUID
    age: timedelta


def new_ticket(now: datetime) -> str:
    """Return the signed word of a form that is shown now."""
    signer = signing.Signer(salt=_SIGNER)
    return signer.sign_object([uuid4().hex, int(now.timestamp())])


def read_ticket(raw: str, now: datetime) -> Ticket:
    """Return what a form carried. Raises Refused if it is not ours, or shown too long ago."""
    try:
        word, shown = signing.Signer(salt=_SIGNER).unsign_object(raw)
    except signing.BadSignature:
        raise _stale() from None
    age = timedelta(seconds=int(now.timestamp()) - shown)
    if age > _SLOWEST:
        raise _stale()
    return Ticket(UUID(word), age)


def check_human(ticket: Ticket, bait: str) -> None:
    """Raise Refused for what only machines do: fill the unseen field, answer before reading.

    Said openly: a person whom it meets by mistake loses nothing and sends once more.
    """
    if bait:
        raise Refused(
            _("Kiriman ini tampak seperti dari mesin. Kirim sekali lagi dari halaman ini.")
        )
    if ticket.age < _FASTEST:
        raise Refused(_("Cepat sekali. Baca sekali lagi, lalu kirim."))


def browser_of(request: HttpRequest, ticket: Ticket) -> str:
    """Return this browser's random word: of its cookie, else of the form it has just sent."""
    kept = request.COOKIES.get(_COOKIE, "")
    return kept if len(kept) == 32 and kept.isalnum() else ticket.key.hex


def remember(response: HttpResponse, browser: str) -> None:
    """Let the browser keep its word, so that one person supports once."""
    response.set_cookie(
        _COOKIE,
        browser,
        max_age=int(_KEPT.total_seconds()),
        path="/musyawarah/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def check_pace(request: HttpRequest, agency: Agency, now: datetime) -> None:
    """Raise Refused for who sends forms by the hundred. Four small queries.

    Kept for the hour is a hash keyed with the day, so that nobody can be followed over days.
    """
    said = f"{agency.pk}:{now.date()}:{_address(request)}"
    digest = salted_hmac("karsa.portal.address", said, algorithm="sha256").hexdigest()
    if not allows(f"form:{digest}", _AN_HOUR, 3600, now):
        raise Refused(
            _("Terlalu banyak kiriman dari jaringan ini. Coba satu jam lagi, atau tulis di kertas.")
        )


def _address(request: HttpRequest) -> str:
    """Where a form comes from: behind our proxy (HTTPS) what the proxy itself saw."""
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "")
        return seen.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _stale() -> Refused:
    return Refused(
        _("Halaman ini terlalu lama terbuka. Kirim lagi; bila belum bisa, muat ulang dulu.")
    )
