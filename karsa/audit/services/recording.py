"""The one function that writes the record of who did what."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from django.db.models import Model

from karsa.audit.models import AuditDetail, AuditEntry
from karsa.kit import statements
from karsa.rules.chain import salted
from karsa.tenancy.models import Agency

_A_SCREENFUL = 20
_SALT_BYTES = 16


class Doer(Protocol):
    """Whoever acts: an Actor, which is declared higher up."""

    @property
    def agency(self) -> Agency:
        """Where the act belongs."""

    @property
    def user_id(self) -> int | None:
        """The account; empty for a command or the system."""

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """Who acts without a name: no account, and no time finer than the day."""

    agency: Agency
    day: date
    user_id: int | None = None

    @property
    def now(self) -> datetime:
        """The day's first moment."""
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


def record(doer: Doer, verb: str, target: Model, *, note: str = "") -> None:
    """Append that `doer` did `verb` to `target`, in the caller's transaction.

    `note` (a reason, old and new value) is kept apart, where it can be erased by law.
    One query, two with a note.
    """
    entry = _entry(doer, verb, target)
    if not note:
        statements.insert([entry])
        return
    salt = secrets.token_bytes(_SALT_BYTES)
    entry.detail_digest = salted(salt, note)
    statements.insert([entry])
    AuditDetail.objects.create(agency=doer.agency, entry=entry, text=note, salt=salt)


def record_many(doer: Doer, verb: str, targets: Iterable[Model]) -> None:
    """Append the same `verb` for many rows, without notes. One query per 1,000 rows."""
    entries = [_entry(doer, verb, target) for target in targets]
    if len(entries) > _A_SCREENFUL:
        AuditEntry.objects.bulk_create(entries, batch_size=1000)
    else:
        statements.insert(entries)


def _entry(doer: Doer, verb: str, target: Model) -> AuditEntry:
    return AuditEntry(
        agency=doer.agency,
        at=doer.now,
        actor_id=doer.user_id,
        verb=verb,
        kind=target._meta.label_lower,
        object_id=str(target.pk),
    )
