"""What the leader can do with an entry: accept, return with a reason, undo on the same day."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.inbox.models import Notice
from karsa.journal.models import DailyEntry
from karsa.journal.policies import can_review, reviewed_posts
from karsa.journal.services.figures import ask_figures
from karsa.journal.services.guards import closed_on, closed_periods, is_closed, locked
from karsa.journal.services.telling import tell_boards
from karsa.org.services.notices import tell_people
from karsa.rules.flow import ENTRY, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.reporting import check_undo

State = DailyEntry.State
_REVIEW = ["state", "reviewed_by", "reviewed_at", "review_reason"]


@transaction.atomic
def accept(*, actor: Actor, entry: DailyEntry) -> DailyEntry:
    """Accept an entry: from now on it counts.

    Raises PermissionDenied unless the actor is today's rater or that rater's superior;
    Refused if it no longer waits or its period is closed.
    """
    row = _reviewable(actor, entry)
    ask_figures(actor.agency, [row])
    return _review(actor, row, State.ACCEPTED, "", "journal.accept")


@transaction.atomic
def return_entry(*, actor: Actor, entry: DailyEntry, reason: str) -> DailyEntry:
    """Send an entry back with what to mend. Raises like `accept`, and Refused without a reason."""
    row = _reviewable(actor, entry)
    if not reason.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki, supaya jelas langkah berikutnya."))
    row = _review(actor, row, State.RETURNED, reason.strip()[:300], "journal.return")
    tell_people(
        actor.agency,
        actor.now,
        {row.employee_id: 1},
        kind=Notice.Kind.ENTRY_RETURNED,
        key=f"entry_returned:{row.pk}:{actor.now:%Y%m%d%H%M%S}",
        path=reverse("journal:entry", args=[row.pk]),
    )
    return row


@transaction.atomic
def accept_many(*, actor: Actor, keys: Iterable[int]) -> int:
    """Accept the waiting ones among these entries; return how many. Five queries.

    What somebody else has just reviewed, and what lies in a closed period, is passed over.
    Raises PermissionDenied if any entry is not the actor's to review.
    """
    rows = list(
        DailyEntry.objects.select_for_update()
        .filter(agency=actor.agency, pk__in=list(keys), state=State.SENT)
        .order_by("pk")
    )
    mine = set(reviewed_posts(actor).values_list("assignment", flat=True))
    if any(row.assignment_id not in mine or row.employee_id == actor.employee_id for row in rows):
        raise PermissionDenied
    closed = closed_periods(actor.agency)
    open_rows = [row for row in rows if not closed_on(closed, row.day)]
    DailyEntry.objects.filter(pk__in=[row.pk for row in open_rows]).update(
        state=State.ACCEPTED,
        reviewed_by=actor.employee_id,
        reviewed_at=actor.now,
        review_reason="",
    )
    record_many(actor, "journal.accept", open_rows)
    tell_boards(actor, open_rows)
    ask_figures(actor.agency, open_rows)
    return len(open_rows)


@transaction.atomic
def undo(*, actor: Actor, entry: DailyEntry) -> DailyEntry:
    """Take back one's own acceptance on the day it was given: the entry waits again.

    Raises PermissionDenied unless the actor accepted it; Refused later, or once closed.
    """
    row = locked(entry)
    accepted_at = row.reviewed_at if row.state == State.ACCEPTED else None
    if not can_review(actor, row) or (accepted_at and row.reviewed_by_id != actor.employee_id):
        raise PermissionDenied
    zone = ZoneInfo(actor.agency.zone)
    day = accepted_at.astimezone(zone).date() if accepted_at else None
    check_undo(accepted_on=day, today=actor.today)
    _check_period(actor, row)
    row.state, row.reviewed_by, row.reviewed_at = State.SENT, None, None
    row.save(update_fields=_REVIEW)
    record(actor, "journal.undo", row)
    tell_boards(actor, [row])
    ask_figures(actor.agency, [row])
    return row


def _reviewable(actor: Actor, entry: DailyEntry) -> DailyEntry:
    row = locked(entry)
    if not can_review(actor, row):
        raise PermissionDenied
    return row


def _review(
    actor: Actor, row: DailyEntry, state: DailyEntry.State, reason: str, verb: str
) -> DailyEntry:
    row.state = State(step(ENTRY, row.state, state))
    _check_period(actor, row)
    row.reviewed_by_id, row.reviewed_at = actor.employee_id, actor.now
    row.review_reason = reason
    row.save(update_fields=_REVIEW)
    record(actor, verb, row, note=reason)
    tell_boards(actor, [row])
    return row


def _check_period(actor: Actor, row: DailyEntry) -> None:
    if is_closed(actor.agency, row.employee_id, row.day, actor.today):
        raise Refused(
            _("Periode catatan ini sudah ditutup. Hubungi pengelola kinerja bila perlu dibuka.")
        )
