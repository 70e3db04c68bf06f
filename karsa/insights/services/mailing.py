"""The monthly briefing goes out once to each reader; addresses and names stay out of the log."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import override

from karsa.audit.services import record
from karsa.insights import policies
from karsa.insights.models import BriefingReader
from karsa.insights.queries.letter import Letter, letter_of
from karsa.jobs.models import OnceKey
from karsa.jobs.services import once
from karsa.org.queries.actor import actor_of, system_actor
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out now, had gone before, or could not be delivered."""

    sent: int = 0
    before: int = 0
    failed: int = 0


def send_briefings(*, agency: Agency, first: date, now: datetime) -> Sent:
    """Send the briefing of the month that begins on `first` to those who switched it on.

    Opens its own scopes: what is about to be sent is kept before it leaves, so that no letter
    goes twice even if the machine stops; one the server refuses may be sent later. Who leads
    nothing any more gets none.
    """
    with scope(agency):
        rows = BriefingReader.objects.filter(agency=agency, user__is_active=True)
        readers = list(rows.select_related("user").order_by("pk"))
    sent = before = failed = 0
    for reader in readers:
        letter = _letter(agency, reader, first, now)
        if letter is None:
            before += 1
        elif _deliver(agency, reader, letter, first, now):
            sent += 1
        else:
            failed += 1
    return Sent(sent, before, failed)


def _letter(agency: Agency, reader: BriefingReader, first: date, now: datetime) -> Letter | None:
    """The letter, promised to this reader alone; None if it went before or is not for them."""
    with scope(agency), transaction.atomic(), override("id"):
        actor = actor_of(reader.user, agency, now)
        if not policies.can_get_briefing(actor) or not once(agency, _key(reader, first)):
            return None
        return letter_of(actor, first)


def _deliver(
    agency: Agency, reader: BriefingReader, letter: Letter, first: date, now: datetime
) -> bool:
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[reader.email])
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except (SMTPException, OSError) as problem:
        # The error's own words may hold the address.
        _log.warning("briefing %s not delivered: %s", _key(reader, first), type(problem).__name__)
        with scope(agency):
            OnceKey.objects.filter(agency=agency, key=_key(reader, first)).delete()
        return False
    with scope(agency), transaction.atomic():
        record(system_actor(agency, now), "briefing.sent", reader)
    return True


def _key(reader: BriefingReader, first: date) -> str:
    return f"insights.briefing:{first:%Y-%m}:{reader.user_id}"
