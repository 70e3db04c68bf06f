"""What waits for a leader."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import RowNumber
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
EACH = 3  # entries of a post that a board shows
_NAME = names_of("employee")
_SHOWN = (
    *("pk", "employee_id", "assignment_id", "day", "result__text", "action__text", "quantity"),
    *("measure", "text", "state", "sent_at", "is_awaiting", *_NAME),
)


@dataclass(frozen=True, slots=True)
class Queue:
    """The first of what waits for a leader, oldest first, and how many wait."""

    rows: tuple[EntryRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits for a leader by post: the three oldest, oldest first, and how many wait."""

    rows: Mapping[int, tuple[EntryRow, ...]]
    counts: Mapping[int, int]

    @property
    def total(self) -> int:
        """How many wait in all."""
        return sum(self.counts.values())


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


def queue(actor: Actor) -> Queue:
    """Return what waits with its evidence: one more than a page shows.

    Two queries, and two once somebody's posts or absences have changed.
    """
    found = _first(actor.agency, actor.me, *_reviewed(actor), climbs_before(actor))
    return Queue(_as_rows(found), found[0].total if found else 0)


def backlog(actor: Actor) -> Backlog:
    """Return what waits with its evidence, by post: all posts, however much waits.

    Three queries, and two once somebody's posts or absences have changed.
    """
    asked = (actor.agency, actor.me, *_reviewed(actor), climbs_before(actor))
    rows: dict[int, list[EntryRow]] = defaultdict(list)
    counts = dict(_counts(*asked))
    for row in _as_rows(_oldest(*asked)) if counts else ():
        rows[row.assignment_id].append(row)
    return Backlog({post: tuple(found) for post, found in rows.items()}, counts)


def waits_word(actor: Actor) -> str:
    """Return a word of what waits for the actor: another one after any change of a backlog.

    What is sent, or sent again, is newer than all before; files and questions stand beside it.
    One query, and two once somebody's posts or absences have changed.
    """
    return repr(_told(actor.agency, actor.me, *_reviewed(actor), climbs_before(actor)))


@prepared
def _told(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> QuerySet[DailyEntry, Any]:
    sent = _sent(agency, me, mine, below_me, before).order_by()

    def beside(model: Any, told: Any) -> Subquery:
        rows = model.objects.filter(entry=OuterRef("pk")).order_by()
        return Subquery(rows.values("entry").annotate(told=told).values("told"))

    each = sent.annotate(
        files=beside(EntryEvidence, Sum("pk")),
        to_come=beside(AwaitedFile, Count("pk", filter=Q(evidence=None))),
        asked=beside(ReviewQuestion, Sum("pk")),
        answered=beside(ReviewQuestion, Max("answered_at")),
    )
    entries = Count("pk"), Sum("pk"), Max("sent_at")
    others = Sum("files"), Sum("to_come"), Sum("asked"), Max("answered")
    return each.values("agency").values_list(*entries, *others)


@prepared
def _first(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> QuerySet[DailyEntry, Any]:
    sent = _sent(agency, me, mine, below_me, before)
    total = sent.order_by().values("agency").annotate(n=Count("pk")).values("n")
    first = _details(sent.order_by("day", "pk")[: PAGE_SIZE + 1])
    return first.annotate(total=Subquery(total)).values_list(*_SHOWN, "total", named=True)


@prepared
def _counts(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> QuerySet[DailyEntry, tuple[int, int]]:
    sent = _sent(agency, me, mine, below_me, before)
    return sent.values_list("assignment").annotate(n=Count("pk")).order_by("assignment")


@prepared
def _oldest(
    agency: Agency, me: int, mine: list[int], below_me: list[int], before: datetime
) -> QuerySet[DailyEntry, Any]:
    place = Window(RowNumber(), partition_by="assignment", order_by=("day", "pk"))
    sent = _sent(agency, me, mine, below_me, before).annotate(place=place)
    return _details(sent.filter(place__lte=EACH)).values_list(*_SHOWN, named=True)


def _details(chosen: EntryQuerySet) -> EntryQuerySet:
    """Chosen first: of thousands that wait only those shown are looked up."""
    awaited = AwaitedFile.objects.filter(entry=OuterRef("pk"), evidence=None)
    rows = DailyEntry.objects.filter(pk__in=chosen.values("pk"))
    return rows.annotate(is_awaiting=Exists(awaited)).order_by("day", "pk")


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
        person=with_titles(*(getattr(row, part) for part in _NAME)),
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
