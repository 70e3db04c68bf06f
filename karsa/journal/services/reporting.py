"""What the person who did the work can do: report, repeat, change, send again, take back."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from typing import Unpack
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.journal.models import DailyEntry, EntryEvidence
from karsa.journal.policies import can_change, can_report
from karsa.journal.services import photos
from karsa.journal.services.content import Content, say
from karsa.journal.services.guards import check_open, locked_plans, own, stored
from karsa.journal.services.telling import tell_boards
from karsa.kit.statements import insert_unless_known
from karsa.kit.transactions import joined
from karsa.org.models import Assignment
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.flow import ENTRY, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reporting import check_content

MOST_FILES = 10
State = DailyEntry.State
Uploads = Sequence["File[bytes]"]


@joined()
def report(
    *,
    actor: Actor,
    assignment: Assignment,
    key: UUID,
    files: Uploads = (),
    **content: Unpack[Content],
) -> DailyEntry:
    """Send a day's report; the same key twice returns the row that is stored.

    Raises PermissionDenied for another's post; Refused for a day, plan, period or file that
    will not do, or a report that says nothing.
    """
    plan = _own_plan(actor, assignment, content["result"])
    try:
        return _send(actor, _new(actor, plan, key), plan, content, files, "journal.report")
    except Refused:  # it came before, or will not do: what is stored under its key says which
        entry = _own_row(actor, key)
        if entry is None:
            raise
    if entry.state != State.DRAFT:
        return entry
    return _send(actor, entry, plan, content, files, "journal.report")


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    assignment: Assignment,
    key: UUID,
    files: Uploads = (),
    **content: Unpack[Content],
) -> DailyEntry:
    """Keep an unfinished report, seen by nobody else. The same key writes the same draft.

    Raises like `report`, but a draft may be empty, and of a day that will not do for sending.
    """
    plan = _own_plan(actor, assignment, content["result"])
    entry = _own_row(actor, key) or _new(actor, plan, key)
    if entry.pk and entry.state != State.DRAFT:
        return entry
    entry.state = State.DRAFT
    _write(actor, entry, plan, content, files)
    record(actor, "journal.save_draft", entry)
    return entry


@transaction.atomic
def repeat(
    *,
    actor: Actor,
    entry: DailyEntry,
    day: date,
    quantity: Decimal | None,
    key: UUID | None = None,
) -> DailyEntry:
    """Report the same as in `entry` for `day`, with a new number; words only without one.

    Without a key the same entry, day and number make it, so that a second tap changes nothing.
    Raises like `report`.
    """
    return report(
        actor=actor,
        assignment=entry.assignment,
        key=key or uuid5(entry.key, f"{day}:{quantity}"),
        result=entry.result,
        action=entry.action,
        day=day,
        quantity=quantity,
        measure=entry.measure,
        text=entry.text if quantity is None else "",
    )


@transaction.atomic
def change(
    *, actor: Actor, entry: DailyEntry, files: Uploads = (), **content: Unpack[Content]
) -> DailyEntry:
    """Change a draft or a returned entry without sending it.

    Raises PermissionDenied for another's entry; Refused once it waits or is accepted.
    """
    row = _changeable(actor, entry)
    _write(actor, row, _locked_plan(content["result"]), content, files)
    record(actor, "journal.change", row)
    return row


@transaction.atomic
def resend(
    *, actor: Actor, entry: DailyEntry, files: Uploads = (), **content: Unpack[Content]
) -> DailyEntry:
    """Send a draft, or a returned entry after mending it. Raises like `change` and `report`."""
    row = _changeable(actor, entry)
    plan = _locked_plan(content["result"])
    return _send(actor, row, plan, content, files, "journal.resend")


@transaction.atomic
def withdraw(*, actor: Actor, entry: DailyEntry) -> DailyEntry:
    """Take an entry that nobody has reviewed back into the drafts.

    Raises PermissionDenied for another's entry; Refused once reviewed or its period is closed.
    """
    row = own(actor, entry)
    row.state = State(step(ENTRY, row.state, State.DRAFT))
    check_open(actor, row.plan, row.day)
    row.sent_at = None
    row.save(update_fields=["state", "sent_at"])
    record(actor, "journal.withdraw", row)
    tell_boards(actor, [row])
    return row


@transaction.atomic
def discard(*, actor: Actor, entry: DailyEntry) -> None:
    """Remove a draft with its evidence. Raises PermissionDenied, or Refused if it is no draft."""
    row = own(actor, entry)
    if row.state != State.DRAFT:
        raise Refused(_("Hanya draf yang dapat dihapus. Tarik dulu catatannya."))
    record(actor, "journal.discard", row)
    row.delete()


@transaction.atomic
def drop_evidence(*, actor: Actor, evidence: EntryEvidence) -> DailyEntry:
    """Take a file off a draft or a returned entry. Raises like `change`."""
    row = _changeable(actor, evidence.entry)
    record(actor, "journal.drop_evidence", evidence)
    evidence.delete()
    return row


def _own_plan(actor: Actor, assignment: Assignment, result: WorkResult) -> PerformancePlan:
    """The result's plan, one's own and of that post; locking it makes two sends take turns."""
    if not can_report(actor, assignment):
        raise PermissionDenied
    plan = _locked_plan(result)
    if plan.assignment_id != assignment.pk:
        raise PermissionDenied
    return plan


def _own_row(actor: Actor, key: UUID) -> DailyEntry | None:
    """The row that is stored under this key."""
    for found in stored(actor.agency, [key]):
        if not can_change(actor, found):
            raise PermissionDenied
        return found
    return None


def _new(actor: Actor, plan: PerformancePlan, key: UUID) -> DailyEntry:
    post = plan.assignment
    return DailyEntry(agency=actor.agency, key=key, employee_id=post.employee_id, assignment=post)


def _locked_plan(result: WorkResult) -> PerformancePlan:
    return locked_plans([result.plan_id])[result.plan_id]


def _changeable(actor: Actor, entry: DailyEntry) -> DailyEntry:
    row = own(actor, entry)
    step(ENTRY, row.state, State.SENT)
    return row


def _send(
    actor: Actor,
    entry: DailyEntry,
    plan: PerformancePlan,
    content: Content,
    files: Uploads,
    verb: str,
) -> DailyEntry:
    entry.state, entry.sent_at = State.SENT, actor.now
    _write(actor, entry, plan, content, files)
    record(actor, verb, entry)
    tell_boards(actor, [entry])
    return entry


def _write(
    actor: Actor, entry: DailyEntry, plan: PerformancePlan, content: Content, files: Uploads
) -> None:
    """Check what is said and store it; the caller has decided the state and locked the plan.

    Only a file may still be refused once something is written.
    """
    say(actor, entry, plan, content)
    if entry.state != State.DRAFT:
        check_open(actor, plan, content["day"])
    _check_files(entry, len(files))
    with transaction.atomic() if files else nullcontext():
        if entry.pk:
            entry.save()
        elif not insert_unless_known(entry):
            raise Refused(_("Catatan ini sudah tersimpan. Muat ulang halamannya."))
        _attach(actor, entry, files, content)


def _check_files(entry: DailyEntry, more: int) -> None:
    """Accept so many more files, and for sending only what says something. A query, or none."""
    says_nothing = entry.quantity is None and not entry.text
    is_asked = entry.pk and (more or says_nothing)
    files = more + (EntryEvidence.objects.of(entry).count() if is_asked else 0)
    if more and files > MOST_FILES:
        raise Refused(_("Paling banyak %(most)s berkas per catatan."), most=MOST_FILES)
    if entry.state != State.DRAFT:
        check_content(quantity=entry.quantity, text=entry.text, files=files)


def _attach(actor: Actor, entry: DailyEntry, files: Uploads, content: Content) -> None:
    with_place = content.get("with_place", False)
    for upload in files:
        photos.attach(actor, entry, upload, with_place=with_place, point=content.get("point"))
