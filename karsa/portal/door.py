"""The door of public forms: no account, no cookie on reading, and no third party against spam.

A form carries a signed random word, the moment it was shown, and a sum to work out (ALTCHA). The
word makes a second sending the same one, and becomes the browser's word (a cookie) once something
was sent. The sum belongs to the word: worked out once, it opens the door for that one sending.
"""

import json
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from ipaddress import ip_address, ip_network
from uuid import UUID, uuid4

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from karsa.kit.addresses import address_of, network_of
from karsa.kit.limits import allows
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

_SIGNER = "karsa.portal.form"
_COOKIE = "peserta"
_SLOWEST = timedelta(hours=12)
_FASTEST = timedelta(seconds=3)
KEPT = timedelta(days=180)
# A village office, a stand, or a whole mobile network shares one address among many people.
_AN_HOUR = 1200
# Without the sum (no JavaScript) a sending costs so many times more.
_UNPROVEN = 20
# On average half as many hashes: under a second on a cheap phone.
HARDEST = 40_000
_PAYLOAD = 2000


class Cost(IntEnum):
    """What a sending takes from an address's hour: the dearer to read or store, the more."""

    SUPPORT = 1
    ANSWER = 2
    OPINION = 3
    REPORT = 6  # for each photo as much again
    # Sixty an hour from one address: enough for a village office, far too few to guess.
    CODE = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form carried: its word, and how long ago it was shown."""

    key: UUID
    age: timedelta


@dataclass(frozen=True, slots=True)
class Door:
    """What a form that is shown now carries; `portal/parts/door.html` draws it."""

    ticket: str
    challenge: str


def open_door(now: datetime) -> Door:
    """Return the door of a form that is shown now. No query, nothing is stored."""
    ticket = new_ticket(now)
    key = read_ticket(ticket, now).key
    asked = ChallengeOptions(max_number=HARDEST, hmac_key=_secret(), params={"word": key.hex})
    found = create_challenge(asked).to_dict()
    return Door(ticket, json.dumps(found))


def enter(request: HttpRequest, agency: Agency, now: datetime, cost: int) -> Ticket:
    """Return the ticket of a form that was sent, or raise Refused saying what to do.

    One call for every public form. One query; none from an address of
    `KARSA_DOOR_ALLOWED`. The view shows the form again with what was typed.
    """
    ticket = read_ticket(request.POST.get("ticket", ""), now)
    proven = _is_proven(request.POST.get("altcha", ""), ticket)
    check_human(ticket, request.POST.get("situs", ""))
    check_pace(request, agency, now, cost * (1 if proven else _UNPROVEN))
    return ticket


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


def _is_proven(payload: str, ticket: Ticket) -> bool:
    """Whether the sum was worked out for this very ticket. Raises Refused for a false one."""
    if not payload:
        return False
    if len(payload) > _PAYLOAD or not _is_solved(payload, ticket):
        raise Refused(_("Pemeriksaan keamanan belum cocok. Kirim sekali lagi dari halaman ini."))
    return True


def _is_solved(payload: str, ticket: Ticket) -> bool:
    # The ticket has its own age, read from the same clock as everything else.
    try:
        said = json.loads(b64decode(payload))
        solved, _why = verify_solution(said, _secret(), check_expires=False)
        word = extract_params(said).get("word")
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return False
    return solved and word == [ticket.key.hex]


def _secret() -> str:
    return salted_hmac("karsa.portal.altcha", "sum", algorithm="sha256").hexdigest()


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
        max_age=int(KEPT.total_seconds()),
        path="/musyawarah/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def check_pace(request: HttpRequest, agency: Agency, now: datetime, cost: int) -> None:
    """Raise Refused for who sends forms by the hundred. One query.

    Kept for the hour is a hash keyed with the day, so that nobody can be followed over days.
    """
    if is_among(request, settings.DOOR_ALLOWED):
        return
    digest = day_digest(request, agency, now, "address")
    if not allows(f"form:{digest}", _AN_HOUR, 3600, now, cost=cost):
        raise Refused(
            _("Terlalu banyak kiriman dari jaringan ini. Coba satu jam lagi, atau tulis di kertas.")
        )


def day_digest(
    request: HttpRequest, agency: Agency, now: datetime, what: str, more: str = ""
) -> str:
    """Return a hash of where a form comes from that is another one tomorrow, 64 hex digits."""
    said = f"{agency.pk}:{now.date()}:{network_of(request)}:{more}"
    return salted_hmac(f"karsa.portal.{what}", said, algorithm="sha256").hexdigest()


def is_among(request: HttpRequest, networks: list[str]) -> bool:
    """Whether a form comes from one of `networks` (addresses or CIDR, of the settings)."""
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return False
    return any(address in ip_network(one, strict=False) for one in networks)


def _stale() -> Refused:
    return Refused(
        _("Halaman ini terlalu lama terbuka. Kirim lagi; bila belum bisa, muat ulang dulu.")
    )
