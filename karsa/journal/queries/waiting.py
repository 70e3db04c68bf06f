"""What waits for a leader."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext, ngettext

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, EntryQuerySet
from karsa.journal.queries.patience import climbs_before, reminds_before
from karsa.journal.queries.rows import EntryRow, rows_of
from karsa.org.models import RaterLine
from karsa.org.models.dated import current
from karsa.org.queries.absent import lines_of


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of one person waits for this leader, and since which day."""

    employee_id: int
    waiting: int
    oldest: date


def waiting(actor: Actor) -> EntryQuerySet:
    """Entries that wait for the actor today; never one's own.

    Those of the people one rates or stands in for, and, once the rater has let them lie too
    long, those of the people that rater rates.
    """
    mine = Q(assignment__in=lines_of(actor).values("assignment"))
    below_me = RaterLine.objects.filter(
        current(actor.today), agency=actor.agency, reviewer=actor.me
    )
    late = Q(assignment__in=below_me.values("assignment"), sent_at__lt=climbs_before(actor))
    sent = DailyEntry.objects.filter(agency=actor.agency, state=DailyEntry.State.SENT)
    return sent.filter(mine | late).exclude(employee=actor.me)


def is_late(actor: Actor, sent_at: datetime | None) -> bool:
    """Whether an entry has waited long enough for a reminder."""
    return sent_at is not None and sent_at < reminds_before(actor)


def queue(actor: Actor, limit: int = 50) -> tuple[EntryRow, ...]:
    """Return what waits, oldest first, with its evidence. Three queries."""
    return rows_of(waiting(actor).with_questions().order_by("day", "pk")[:limit])


def waiting_count(actor: Actor) -> int:
    """How many entries wait for the actor. One query."""
    return waiting(actor).count()


def headline(count: int) -> str:
    """Say how much waits, as a page's finding. No query."""
    if not count:
        return gettext("Tidak ada catatan yang menunggu Anda")
    said = ngettext("%(n)s catatan menunggu Anda", "%(n)s catatan menunggu Anda", count)
    return said % {"n": count}


def backlog_of(actor: Actor) -> dict[int, Backlog]:
    """Return what waits for the actor per employee. One query."""
    rows = waiting(actor).values("employee").annotate(n=Count("pk"), oldest=Min("day"))
    return {
        row["employee"]: Backlog(row["employee"], row["n"], row["oldest"])
        for row in rows.order_by("employee")
    }
