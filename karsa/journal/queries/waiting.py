"""What waits for a leader."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Exists, Min, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext, ngettext

from karsa.accounts.actor import Actor
from karsa.journal.models import (
    AwaitedFile,
    DailyEntry,
    EntryEvidence,
    EntryQuerySet,
    ReviewQuestion,
)
from karsa.journal.queries.patience import climbs_before, reminds_before
from karsa.journal.queries.rows import Asked, EntryRow, Proof
from karsa.kit.prepared import prepared
from karsa.kit.remembered import remembered_rows
from karsa.org.models import RaterLine
from karsa.org.models.dated import current
from karsa.org.models.people import names_of, with_titles
from karsa.org.queries.absent import lines_spoken_for
from karsa.tenancy.models import Agency

State = DailyEntry.State
MOST = 200
_SHOWN = (
    *("pk", "employee_id", "assignment_id", "day", "result__text", "action__text", "quantity"),
    *("measure", "text", "state", "sent_at", "is_awaiting", *names_of("employee")),
)


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
    return _waiting(actor.agency, actor.me, actor.today, climbs_before(actor))


def _waiting(agency: Agency, me: int, today: date, before: datetime) -> EntryQuerySet:
    """`before`: what was sent until then has waited too long."""
    mine = Q(assignment__in=lines_spoken_for(agency, me, today).values("assignment"))
    below_me = _below(agency, me, today).values("assignment")
    return _sent(agency, mine | Q(assignment__in=below_me, sent_at__lt=before), me)


def _below(agency: Agency, me: int, today: date) -> QuerySet[RaterLine]:
    return RaterLine.objects.filter(current(today), agency=agency, reviewer=me)


def _sent(agency: Agency, which: Q, me: int) -> EntryQuerySet:
    sent = DailyEntry.objects.filter(agency=agency, state=State.SENT)
    return sent.filter(which).exclude(employee=me)


def is_late(actor: Actor, sent_at: datetime | None) -> bool:
    """Whether an entry has waited long enough for a reminder."""
    return sent_at is not None and sent_at < reminds_before(actor)


def queue(actor: Actor) -> tuple[EntryRow, ...]:
    """Return what waits, oldest first, 200 at most, with its evidence.

    Two queries, and two once somebody's posts or absences have changed.
    """
    mine, below_me = remembered_rows(f"reviews:{actor.me}:{actor.today}", lambda: _posts(actor))
    rows = _queue(actor.agency, actor.me, mine, below_me, climbs_before(actor))
    files: dict[int, list[Proof]] = defaultdict(list)
    questions: dict[int, list[Asked]] = defaultdict(list)
    for is_file, entry, pk, first, second, *name in _beside([row.pk for row in rows]):
        if is_file:
            files[entry].append(Proof(pk, first, second.startswith("image/")))
        else:
            questions[entry].append(Asked(pk, with_titles(*name), first, second))
    return tuple(_row(row, tuple(files[row.pk]), tuple(questions[row.pk])) for row in rows)


def _posts(actor: Actor) -> tuple[list[int], list[int]]:
    """Posts the actor reviews today, and those whose rater the actor reviews; none is the key 0.

    Named one by one the index of what waits answers; worked out beside the entries, the posts of
    the whole agency are gone through.
    """
    mine = lines_spoken_for(actor.agency, actor.me, actor.today)
    below_me = _below(actor.agency, actor.me, actor.today)
    first, second = (list(rows.values_list("assignment", flat=True)) for rows in (mine, below_me))
    return first or [0], second or [0]


@prepared
def _queue(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> QuerySet[DailyEntry, Any]:
    awaited = AwaitedFile.objects.filter(entry=OuterRef("pk"), evidence=None)
    late = Q(assignment__in=below_me, sent_at__lt=before)
    sent = _sent(agency, Q(assignment__in=mine) | late, me)
    rows = sent.annotate(is_awaiting=Exists(awaited))
    return rows.order_by("day", "pk").values_list(*_SHOWN, named=True)[:MOST]


@prepared
def _beside(entries: list[int]) -> QuerySet[Any, Any]:
    """Files and questions of entries: whether it is a file, whose, its key, and what it says."""
    files = EntryEvidence.objects.filter(entry__in=entries).annotate(is_file=Value(True))
    asked = ReviewQuestion.objects.filter(entry__in=entries).annotate(is_file=Value(False))
    said = [Value("", CharField())] * 3
    first = files.values_list("is_file", "entry", "pk", "file__name", "file__media_type", *said)
    second = asked.values_list("is_file", "entry", "pk", "text", "answer", *names_of("asked_by"))
    return first.union(second, all=True).order_by("pk")


def _row(row: Any, files: tuple[Proof, ...], questions: tuple[Asked, ...]) -> EntryRow:
    return EntryRow(
        pk=row.pk,
        employee_id=row.employee_id,
        assignment_id=row.assignment_id,
        person=with_titles(*row[-3:]),
        day=row.day,
        result=row.result__text,
        action=row.action__text or "",
        quantity=row.quantity,
        measure=row.measure,
        text=row.text,
        state=row.state,
        state_label=str(State(row.state).label),
        sent_at=row.sent_at,
        reviewer="",  # nobody has, since it was sent
        reviewed_at=None,
        reason="",
        evidence=files,
        questions=questions,
        is_awaiting=row.is_awaiting,
    )


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
