"""What waits for a leader."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, EntryQuerySet
from karsa.journal.queries.rows import EntryRow, rows_of
from karsa.rules.refused import gettext_noop

# What leaders most often ask for; one tap, and the person knows what to mend.
_REASONS = (
    gettext_noop("Tambahkan foto atau berkas bukti."),
    gettext_noop("Jumlahnya belum cocok dengan bukti. Periksa lagi."),
    gettext_noop("Catatan ini untuk hasil kerja yang lain."),
    gettext_noop("Ceritakan hasilnya, bukan hanya kegiatannya."),
)


def ready_reasons() -> list[str]:
    """Return the ready sentences with which an entry is sent back. No query."""
    return [gettext(reason) for reason in _REASONS]


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of one person waits for this leader, and since which day."""

    employee_id: int
    waiting: int
    oldest: date


def waiting(actor: Actor) -> EntryQuerySet:
    """Entries of the people the actor rates today that nobody has reviewed; never one's own."""
    return DailyEntry.objects.waiting_for(actor).exclude(employee=actor.me)


def queue(actor: Actor, limit: int = 50) -> tuple[EntryRow, ...]:
    """Return what waits, oldest first, with its evidence. Two queries."""
    return rows_of(waiting(actor).order_by("day", "pk")[:limit])


def waiting_count(actor: Actor) -> int:
    """How many entries wait for the actor. One query."""
    return waiting(actor).count()


def backlog_of(actor: Actor) -> dict[int, Backlog]:
    """Return what waits for the actor per employee. One query."""
    rows = waiting(actor).values("employee").annotate(n=Count("pk"), oldest=Min("day"))
    return {
        row["employee"]: Backlog(row["employee"], row["n"], row["oldest"])
        for row in rows.order_by("employee")
    }
