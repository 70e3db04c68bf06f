"""What was found odd about an entry, and what its author said."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, PhotoPlace, PlausibilityNote
from karsa.kit.prepared import prepared
from karsa.rules.oddity import ODDITY_WORDS, Oddity
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the author; `shown_from`: the day a reviewer first sees it."""

    pk: int
    text: str
    shown_from: date
    explanation: str
    is_own: bool


def notes_on(actor: Actor, entry: DailyEntry) -> tuple[Question, ...]:
    """Return what the actor may see of an entry's questions. One query."""
    rows = PlausibilityNote.objects.visible_to(actor).filter(entry=entry).order_by("pk")
    is_own = entry.employee_id == actor.employee_id
    return tuple(
        Question(
            pk=row.pk,
            text=gettext(ODDITY_WORDS[Oddity(row.kind)]),
            shown_from=row.shown_from,
            explanation=row.explanation,
            is_own=is_own,
        )
        for row in rows
    )


def unexplained(actor: Actor) -> tuple[DailyEntry, ...]:
    """Return the actor's entries whose question waits for an explanation. One query."""
    return tuple(_unexplained(actor.agency, actor.me))


@prepared
def _unexplained(agency: Agency, me: int) -> QuerySet[DailyEntry]:
    asked = PlausibilityNote.objects.filter(entry__employee=me, explanation="")
    rows = DailyEntry.objects.filter(agency=agency, pk__in=asked.values("entry"))
    return rows.order_by("day", "pk")[:5]


def places_on(entry: DailyEntry) -> QuerySet[PhotoPlace]:
    """Return the places of an entry's photos. One query when read."""
    return PhotoPlace.objects.filter(evidence__entry=entry).order_by("pk")
