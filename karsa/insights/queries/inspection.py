"""The inspectorate's reading: that something was done, by which account, to what kind of row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.audit.models import AuditEntry
from karsa.insights.queries.trail_words import KINDS, VERBS

# Newest first, in keyset order. In the order they were written, an entry without an hour would
# stand between two that have one and so be timed.
BY_MOMENT = ("-at", "-pk")


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry in words; `user_id` is empty where a command or the system itself acted."""

    at: datetime
    act: str
    row: str
    user_id: int | None


def trail(actor: Actor, verb: str = "") -> QuerySet[AuditEntry]:
    """The agency's audit entries of verbs that start with `verb`; pages show them `BY_MOMENT`.

    Ids and words of ours only; the personal details stay where they are. One query per slice.
    """
    entries = AuditEntry.objects.filter(agency=actor.agency)
    return entries.filter(verb__startswith=verb) if verb else entries


def told(entries: Iterable[AuditEntry]) -> list[TrailLine]:
    """Return entries in words, in their order; a verb or kind without words stands as it is."""
    return [
        TrailLine(
            at=entry.at,
            act=str(VERBS.get(entry.verb, entry.verb)),
            row=f"{KINDS.get(entry.kind, entry.kind)} {entry.object_id}",
            user_id=entry.actor_id,
        )
        for entry in entries
    ]
