"""Idempotency keys: the same write, sent again within a day, is answered and not done again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.http import HttpResponse

from karsa.machines.models import KeptAnswer, Token
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

KEPT = timedelta(hours=24)


class OtherBody(Refused):
    """The key was used for something else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A write under its key: whose token, and the digest of what is asked."""

    token: Token
    key: str
    digest: str
    now: datetime


def earlier(asked: Asked) -> KeptAnswer | None:
    """Return what was answered to the same write before, if it was; the caller's transaction
    then holds the key.

    Raises Refused while another request holds it, OtherBody where it stood for something else.
    One query, two on PostgreSQL. SQLite lets one write at a time, so that nobody is in between.
    """
    if not _hold(asked):
        raise Refused(_("Permintaan dengan kunci yang sama sedang dikerjakan. Coba lagi nanti."))
    rows = KeptAnswer.objects.filter(token=asked.token, key=asked.key)
    found = rows.filter(at__gt=asked.now - KEPT).first()
    if found is not None and found.digest != asked.digest:
        raise OtherBody(_("Kunci ini sudah dipakai untuk kiriman lain. Pakai kunci baru."))
    return found


def keep(asked: Asked, answer: HttpResponse) -> None:
    """Keep an answer for a day, in the transaction of what it tells. Two queries."""
    KeptAnswer.objects.update_or_create(
        agency_id=asked.token.agency_id,
        token=asked.token,
        key=asked.key,
        defaults={
            "digest": asked.digest,
            "status": answer.status_code,
            "media": answer["Content-Type"],
            "content": answer.content.decode(),
            "at": asked.now,
        },
    )


@transaction.atomic
def forget(*, agency: Agency, now: datetime) -> None:
    """Delete answers that are older than a day. One query."""
    KeptAnswer.objects.filter(agency=agency, at__lte=now - KEPT).delete()


def _hold(asked: Asked) -> bool:
    """Whether this transaction is the only one with that key."""
    if connection.vendor != "postgresql":
        return True
    named = sha256(f"{asked.token.pk}:{asked.key}".encode()).digest()
    with connection.cursor() as cursor:
        number = int.from_bytes(named[:8], signed=True)
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (held,) = cursor.fetchone() or (False,)
    return bool(held)
