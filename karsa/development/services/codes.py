"""The code of a session's day, shown as a QR that changes every minute.

It is signed with the server's secret, so nobody makes one; it counts on its own day only, and for
two minutes, so that a photo sent to somebody at home is too late. Whoever scanned it in time gets
a ticket of their own, because signing in and pressing a button may take longer than that.
"""

from datetime import date, datetime

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from karsa.accounts.actor import Actor
from karsa.development.models import TrainingSession
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

SECONDS = 60
_TICKET_SECONDS = 600
_SALT = "karsa.development.attendance"
_LENGTH = 16


def code_of(session: TrainingSession, day: date, now: datetime) -> str:
    """Return the code to show on `day` at `now`."""
    slot = _slot(now)
    return f"{slot}-{_signature(session, day, slot)}"


def ticket_for(actor: Actor, session: TrainingSession, code: str) -> str:
    """Return the ticket of somebody who has scanned `code`, theirs alone and for ten minutes.

    Raises Refused for a code that nobody here made, of another session or day, or too old.
    """
    slot, _dash, signature = code.partition("-")
    known = (
        slot.isdecimal()
        and len(slot) <= _LENGTH
        and constant_time_compare(signature, _signature(session, actor.today, int(slot)))
    )
    if not known:
        raise Refused(_("Kode ini bukan kode sesi ini hari ini. Pindai yang tampil di layar."))
    if int(slot) not in (_slot(actor.now), _slot(actor.now) - 1):
        raise Refused(_("Kode ini sudah berganti. Pindai sekali lagi yang tampil di layar."))
    return signing.dumps(_claim(actor, session), salt=_SALT)


def check_ticket(actor: Actor, session: TrainingSession, ticket: str) -> None:
    """Raises Refused for a ticket that is not this person's, of this session and of today."""
    try:
        claim = signing.loads(ticket, salt=_SALT, max_age=_TICKET_SECONDS)
    except signing.BadSignature:
        claim = None
    if claim != _claim(actor, session):
        raise Refused(_("Pindai dulu kode yang tampil di layar, lalu tekan tombolnya."))


def _claim(actor: Actor, session: TrainingSession) -> list[object]:
    return [session.pk, str(actor.today), actor.employee_id]


def _slot(now: datetime) -> int:
    return int(now.timestamp()) // SECONDS


def _signature(session: TrainingSession, day: date, slot: int) -> str:
    said = f"{session.agency_id}:{session.pk}:{day}:{slot}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()[:_LENGTH]
