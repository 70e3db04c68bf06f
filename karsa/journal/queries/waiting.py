"""What waits for a leader."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
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
from karsa.kit.pages import PAGE_SIZE
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
    *("measure", "text", "state", "sent_at", "is_awaiting", "total", *names_of("employee")),
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much of one person waits for this leader, and since which day."""

    employee_id: int
    waiting: int
    oldest: date


@dataclass(frozen=True, slots=True)
class Queue:
    """The first of what waits for a leader, oldest first, and how many wait."""

    rows: tuple[EntryRow, ...]
    total: int


def waiting(actor: Actor) -> EntryQuerySet:
    """Entries that wait for the actor today; never one's own.

    Those of the people one rates or stands in for, and, once the rater has let them lie too
    long, those of the people that rater rates. Two queries for whose, once that has changed.
    """
    mine, below_me = _reviewed(actor)
    return _sent(actor.agency, actor.me, mine, below_me, climbs_before(actor))


def _reviewed(actor: Actor) -> tuple[list[int], list[int]]:
    """Posts the actor reviews today, and those whose rater the actor reviews; none is the key 0.

    Named one by one the index of what waits answers; worked out beside the entries, the posts of
    the whole agency are gone through. Two queries, once somebody's posts or absences have changed.
    """
    return remembered_rows(f"reviews:{actor.me}:{actor.today}", lambda: _posts(actor))


def _posts(actor: Actor) -> tuple[list[int], list[int]]:
    mine = lines_spoken_for(actor.agency, actor.me, actor.today)
    below_me = RaterLine.objects.filter(
        current(actor.today), agency=actor.agency, reviewer=actor.me
    )
    first, second = (list(rows.values_list("assignment", flat=True)) for rows in (mine, below_me))
    return first or [0], second or [0]


def _sent(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> EntryQuerySet:
    """`before`: what was sent until then has waited too long."""
    late = Q(assignment__in=below_me, sent_at__lt=before)
    sent = DailyEntry.objects.filter(agency=agency, state=State.SENT)
    return sent.filter(Q(assignment__in=mine) | late).exclude(employee=me)


def is_late(actor: Actor, sent_at: datetime | None) -> bool:
    """Whether an entry has waited long enough for a reminder."""
    return sent_at is not None and sent_at < reminds_before(actor)


def queue(actor: Actor, *, is_page: bool = False) -> Queue:
    """Return what waits with its evidence: 200 at most, or one more than a page shows.

    Two queries, and two once somebody's posts or absences have changed.
    """
    found = _first(actor.agency, actor.me, *_reviewed(actor), climbs_before(actor), is_page)
    return Queue(_as_rows(found), found[0].total if found else 0)


@prepared
def _first(
    agency: Agency,
    me: int,
    mine: list[int],
    below_me: list[int],
    before: datetime,
    is_page: bool,
) -> QuerySet[DailyEntry, Any]:
    awaited = AwaitedFile.objects.filter(entry=OuterRef("pk"), evidence=None)
    sent = _sent(agency, me, mine, below_me, before)
    total = sent.order_by().values("agency").annotate(n=Count("pk")).values("n")
    # Chosen first: of thousands that wait only those shown are looked up.
    first = sent.order_by("day", "pk")[: PAGE_SIZE + 1 if is_page else MOST]
    rows = DailyEntry.objects.filter(pk__in=first.values("pk"))
    shown = rows.annotate(is_awaiting=Exists(awaited), total=Subquery(total))
    return shown.order_by("day", "pk").values_list(*_SHOWN, named=True)


def _as_rows(found: list[Any]) -> tuple[EntryRow, ...]:
    files: dict[int, list[Proof]] = defaultdict(list)
    questions: dict[int, list[Asked]] = defaultdict(list)
    for is_file, entry, pk, first, second, *name in _beside([row.pk for row in found]):
        if is_file:
            files[entry].append(Proof(pk, first, second.startswith("image/")))
        else:
            questions[entry].append(Asked(pk, with_titles(*name), first, second))
    label = str(State.SENT.label)
    return tuple(_row(row, label, tuple(files[row.pk]), tuple(questions[row.pk])) for row in found)


@prepared
def _beside(entries: list[int]) -> QuerySet[Any, Any]:
    """Files and questions of entries: whether it is a file, whose, its key, and what it says."""
    files = EntryEvidence.objects.filter(entry__in=entries).annotate(is_file=Value(True))
    asked = ReviewQuestion.objects.filter(entry__in=entries).annotate(is_file=Value(False))
    said = [Value("", CharField())] * 3
    first = files.values_list("is_file", "entry", "pk", "file__name", "file__media_type", *said)
    second = asked.values_list("is_file", "entry", "pk", "text", "answer", *names_of("asked_by"))
    return first.union(second, all=True).order_by("pk")


def _row(row: Any, label: str, files: tuple[Proof, ...], questions: tuple[Asked, ...]) -> EntryRow:
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
        state_label=label,
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
