"""What a reviewer's phone brings: decisions taken without signal, each counted once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry, EntryMonth, ReviewDecision
from karsa.journal.services.acts import Act, act_named
from karsa.rules.refused import Overtaken, Refused
from karsa.rules.refused import gettext_noop as _

State = DailyEntry.State


class Outcome(StrEnum):
    """What became of a decision."""

    DONE = "done"
    KNOWN = "known"  # it came before
    CONFLICT = "conflict"  # the entry has changed since the reviewer saw it
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided about an entry as it was sent at `seen`."""

    key: UUID
    entry_id: int
    act: str
    words: str
    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of one decision, with the sentence for who took it."""

    key: UUID
    outcome: Outcome
    refusal: Refused | None = None


_GONE = _("Catatan ini tidak ada lagi di antara yang Anda periksa.")
_CHANGED = _(
    "Catatan ini berubah atau sudah diperiksa setelah Anda melihatnya. Buka, lalu putuskan lagi."
)


@transaction.atomic
def decide(*, actor: Actor, decisions: Sequence[Decision]) -> tuple[Decided, ...]:
    """Apply decisions in their order, each by itself, and answer every one."""
    _hold(actor, decisions)
    return tuple(_decided(actor, one) for one in decisions)


def _hold(actor: Actor, decisions: Sequence[Decision]) -> None:
    """Hold all entries, then their months, as everybody does: else two reviewers of the same
    people could each hold what the other one waits for. Two queries.
    """
    entries = DailyEntry.objects.select_for_update().filter(
        agency=actor.agency, pk__in=[one.entry_id for one in decisions]
    )
    places = {(row.assignment_id, row.day.replace(day=1)) for row in entries.order_by("pk")}
    months = EntryMonth.objects.select_for_update().filter(
        agency=actor.agency,
        month__in={month for _post, month in places},
        assignment__in={post for post, _month in places},
    )
    list(months.order_by("month", "employee", "assignment").values_list("pk"))


def _decided(actor: Actor, decision: Decision) -> Decided:
    try:
        return Decided(decision.key, _apply(actor, decision))
    except PermissionDenied:
        return Decided(decision.key, Outcome.REFUSED, Refused(_GONE))
    except Overtaken as refusal:
        return Decided(decision.key, Outcome.CONFLICT, refusal)
    except Refused as refusal:
        return Decided(decision.key, Outcome.REFUSED, refusal)


@transaction.atomic
def _apply(actor: Actor, decision: Decision) -> Outcome:
    """Lock the entry first, so that the same decision sent twice at once takes turns."""
    act, entry = act_named(decision.act), _held(actor, decision)
    if act is None or entry is None:
        raise Refused(_GONE)
    known = ReviewDecision.objects.filter(agency=actor.agency, key=decision.key)
    if known.exists() or _has_done(actor, act, entry, decision):
        return Outcome.KNOWN
    if entry.sent_at != decision.seen or (act.needs_waiting and entry.state != State.SENT):
        raise Overtaken(_CHANGED)
    act.apply(actor, entry, decision.words)
    ReviewDecision.objects.create(
        agency=actor.agency,
        key=decision.key,
        entry=entry,
        by_id=actor.me,
        act=decision.act,
        at=actor.now,
    )
    return Outcome.DONE


def _has_done(actor: Actor, act: Act, entry: DailyEntry, decision: Decision) -> bool:
    """Whether the reviewer did just this with signal, and only the answer was lost."""
    mine = entry.reviewed_by_id is not None and entry.reviewed_by_id == actor.employee_id
    return mine and entry.sent_at == decision.seen and entry.state == act.makes


def _held(actor: Actor, decision: Decision) -> DailyEntry | None:
    visible = DailyEntry.objects.visible_to(actor).select_for_update(of=("self",))
    return visible.filter(pk=decision.entry_id).first()
