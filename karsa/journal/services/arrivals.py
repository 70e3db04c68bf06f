"""What a phone's queue brings: entries written without signal, then their files one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.journal.models import AwaitedFile, DailyEntry
from karsa.journal.policies import can_change, can_report
from karsa.journal.services import photos
from karsa.journal.services.content import Content, say
from karsa.journal.services.guards import (
    check_within,
    closed_on,
    closed_periods,
    is_closed,
    locked_plans,
    stored,
)
from karsa.journal.services.reporting import MOST_FILES, report
from karsa.journal.services.telling import tell_boards
from karsa.kit import statements
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan
from karsa.rules.place import Point
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reporting import check_clock, check_content

State = DailyEntry.State
MOST_ENTRIES = 20


class Outcome(StrEnum):
    """What became of an entry of the queue."""

    STORED = "stored"
    KNOWN = "known"  # it came before
    REFUSED = "refused"  # mend it and send it again
    OVERTAKEN = "overtaken"  # sound, but its plan or period has changed


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry of the queue: what it says, or why that cannot be read.

    `written_at` is by the phone's clock; `files` are the keys of those that will follow.
    """

    key: UUID
    content: Content | Refused
    written_at: datetime | None = None
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one arrival: refused with the reason, or the entry as it is stored."""

    key: UUID
    outcome: Outcome
    entry: DailyEntry | None = None
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is read once for all arrivals of a request."""

    actor: Actor
    clock: datetime  # the phone's own, when it sent the request
    plans: dict[int, PerformancePlan]
    known: dict[UUID, DailyEntry]
    closed: list[Period]

    @property
    def ahead(self) -> timedelta:
        return self.clock - self.actor.now


@transaction.atomic(savepoint=False)
def receive(*, actor: Actor, clock: datetime, arrivals: Sequence[Arrival]) -> tuple[Answer, ...]:
    """Store the arrivals that will do, each key once, and answer every one in its order.

    An arrival that will not do leaves the others alone. Five queries for any number, nine at
    most; locking the plans makes two sends of the same queue take turns.
    """
    moment = _moment(actor, clock, arrivals)
    answers = tuple(_answer(moment, arrival) for arrival in arrivals)
    made = [one.entry for one in answers if one.outcome is Outcome.STORED and one.entry]
    new = [entry for entry in made if entry.pk is None]
    if new:
        statements.insert(new)
        record_many(actor, "journal.report", new)
        tell_boards(actor, new)
    _announce(made, arrivals)
    return answers


@transaction.atomic
def take_file(
    *,
    actor: Actor,
    entry: DailyEntry,
    key: UUID,
    upload: "File[bytes]",
    with_place: bool = False,
    point: Point | None = None,
) -> Outcome:
    """Keep a file that `entry` announced; the same key twice keeps one.

    `with_place` and `point` as in `photos.attach`. Raises PermissionDenied for another's entry;
    Refused for a file that was not announced or will not do.
    """
    awaited = _awaited(actor, entry, key)
    if awaited.evidence_id is not None:
        return Outcome.KNOWN
    awaited.evidence = photos.attach(actor, entry, upload, with_place=with_place, point=point)
    awaited.save(update_fields=["evidence"])
    record(actor, "journal.take_file", entry)
    return Outcome.STORED


@transaction.atomic
def forgo_file(*, actor: Actor, entry: DailyEntry, key: UUID) -> None:
    """No longer wait for a file its author gave up. Raises like `take_file`."""
    awaited = _awaited(actor, entry, key)
    if awaited.evidence_id is None:
        record(actor, "journal.forgo_file", entry)
        awaited.delete()


def _awaited(actor: Actor, entry: DailyEntry, key: UUID) -> AwaitedFile:
    if not can_change(actor, entry):
        raise PermissionDenied
    found = AwaitedFile.objects.select_for_update().filter(entry=entry, key=key).first()
    if found is None:
        raise Refused(_("Berkas ini bukan bagian dari catatannya lagi. Hapus dari ponsel."))
    return found


def _answer(moment: _Moment, arrival: Arrival) -> Answer:
    row = moment.known.get(arrival.key)
    try:
        if row is not None and not can_change(moment.actor, row):
            raise Refused(_("Catatan ini milik akun lain, jadi tidak dikirim."))
        if row is not None and row.state != State.DRAFT:
            return Answer(arrival.key, Outcome.KNOWN, row)
        row = _stored_draft(moment, arrival) if row else _made(moment, arrival)
    except Overtaken as refusal:
        return Answer(arrival.key, Outcome.OVERTAKEN, refusal=refusal)
    except Refused as refusal:
        return Answer(arrival.key, Outcome.REFUSED, refusal=refusal)
    moment.known[arrival.key] = row  # a key twice in one request is one entry
    return Answer(arrival.key, Outcome.STORED, row)


def _made(moment: _Moment, arrival: Arrival) -> DailyEntry:
    """The entry of an arrival, checked and not yet stored. No query."""
    content, actor = _said(moment, arrival), moment.actor
    plan = moment.plans[content["result"].plan_id]
    if not can_report(actor, plan.assignment):
        raise Refused(_("Pekerjaan itu bukan milik Anda. Pilih pekerjaan dari SKP Anda."))
    day, today = content["day"], actor.today
    closed = closed_on(moment.closed, day) and is_closed(actor.agency, actor.me, day, today)
    check_within(plan, day, today, bool(closed))
    entry = DailyEntry(
        agency=actor.agency,
        key=arrival.key,
        employee_id=plan.assignment.employee_id,
        assignment=plan.assignment,
        state=State.SENT,
        sent_at=actor.now,
        written_at=_true_time(moment, arrival.written_at),
    )
    say(actor, entry, plan, content)
    check_content(quantity=entry.quantity, text=entry.text, files=len(arrival.files))
    return entry


def _stored_draft(moment: _Moment, arrival: Arrival) -> DailyEntry:
    """Send what its author had kept as a draft on the server before."""
    content = _said(moment, arrival)
    plan = moment.plans[content["result"].plan_id]
    return report(actor=moment.actor, assignment=plan.assignment, key=arrival.key, **content)


def _said(moment: _Moment, arrival: Arrival) -> Content:
    if isinstance(arrival.content, Refused):
        raise arrival.content
    check_clock(moment.clock, moment.actor.now)
    if len(arrival.files) > MOST_FILES:
        raise Refused(_("Paling banyak %(most)s berkas per catatan."), most=MOST_FILES)
    return arrival.content


def _true_time(moment: _Moment, stated: datetime | None) -> datetime | None:
    """When it was written, by our clock: the phone's error is known from its own now."""
    return min(stated - moment.ahead, moment.actor.now) if stated else None


def _moment(actor: Actor, clock: datetime, arrivals: Sequence[Arrival]) -> _Moment:
    """Lock the plans first, so that what another sending of this queue stores is seen."""
    plans = _locked(arrivals)
    came = stored(actor.agency, [arrival.key for arrival in arrivals])
    known = {row.key: row for row in came}
    return _Moment(actor, clock, plans, known, closed_periods(actor.agency))


def _locked(arrivals: Iterable[Arrival]) -> dict[int, PerformancePlan]:
    """The plans that the arrivals speak of, held until the transaction ends."""
    said = [one.content for one in arrivals if not isinstance(one.content, Refused)]
    wanted = {content["result"].plan_id for content in said}
    return locked_plans(wanted) if wanted else {}


def _announce(made: Iterable[DailyEntry], arrivals: Iterable[Arrival]) -> None:
    """Note which files will follow the entries that were stored just now."""
    files = {arrival.key: arrival.files for arrival in arrivals}
    awaited = [
        AwaitedFile(agency_id=entry.agency_id, entry=entry, key=key)
        for entry in made
        for key in files[entry.key]
    ]
    AwaitedFile.objects.bulk_create(awaited, ignore_conflicts=True)
