"""Daily entries of everybody, and what their raters did with them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from karsa.journal.models import DailyEntry, ReviewQuestion
from karsa.site.demo.chance import between, happens, pick
from karsa.site.demo.plans import BATCH, Plan
from karsa.site.demo.schedule import Slot, slots_of
from karsa.site.demo.telling import tell
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

State = DailyEntry.State
# Some leaders answer late, and everybody can see it.
_LATE_LEADERS = 0.06
_RETURNED = 0.06
_FRESH = timedelta(days=21)
_QUEUE = (5, 9)
_DAY = timedelta(days=1)
_CENT = Decimal("0.01")


@dataclass(slots=True)
class Entry:
    """An entry as written, with the plan it belongs to."""

    row: DailyEntry
    plan: Plan


def write(world: World, plans: Iterable[Plan]) -> list[Entry]:
    """Write the entries of many plans and return them. A few queries per 2,000 entries."""
    entries = [
        Entry(_entry(world, plan, slot, turn), plan)
        for plan in plans
        for turn, slot in enumerate(slots_of(world, plan))
    ]
    asked = _queues(world, entries)
    DailyEntry.objects.bulk_create([entry.row for entry in entries], batch_size=BATCH)
    ReviewQuestion.objects.bulk_create([_question(world, entry) for entry in asked])
    return entries


def _entry(world: World, plan: Plan, slot: Slot, turn: int) -> DailyEntry:
    post = plan.post
    early = slot.day == world.today
    row = DailyEntry(
        agency_id=world.agency.pk,
        employee_id=post.row.employee_id,
        assignment_id=post.row.pk,
        plan_id=plan.row.pk,
        result_id=slot.result.row.pk,
        action_id=slot.step.row.pk,
        day=slot.day,
        quantity=None if slot.quantity is None else Decimal(slot.quantity).quantize(_CENT),
        measure="" if slot.quantity is None else slot.step.row.measure,
        text=tell(slot, post.key, turn // len(plan.results)),
        state=State.SENT,
        sent_at=world.at(
            slot.day, 7 if early else between(12, 16, post.key, slot.day), slot.day.day * 2 % 60
        ),
    )
    _review(world, plan, row)
    return row


def _review(world: World, plan: Plan, row: DailyEntry) -> None:
    """The rater answers after some days, a few leaders after weeks."""
    unit = "" if plan.post.dense else plan.post.row.unit.external_id
    reviewed = row.day + timedelta(days=_lag(unit, row.day))
    if reviewed < world.today or (reviewed == world.today != row.day):
        _answer(world, plan, row, reviewed)


@cache
def _lag(unit: str, day: date) -> int:
    slow = bool(unit) and happens(_LATE_LEADERS, unit, "late leader")
    return between(11, 24, unit, day) if slow else between(0, 3, unit, day)


def _answer(world: World, plan: Plan, row: DailyEntry, day: date) -> None:
    fresh = world.today - row.day < _FRESH
    seed = (plan.post.key, row.day)
    row.reviewed_by_id = plan.post.line.rater_id
    row.reviewed_at = world.at(day, between(16, 17, *seed), row.day.day * 3 % 60)
    row.state = State.ACCEPTED
    if fresh and happens(_RETURNED, *seed, "returned"):
        row.state = State.RETURNED
        row.review_reason = pick(voices()["return_reasons"], *seed)


def _queues(world: World, entries: Sequence[Entry]) -> list[Entry]:
    """Leaders of the showcase units have the newest few reports before them, no more.

    Return the oldest that waits before each of them: they asked about it first.
    """
    asked = []
    waiting: dict[int, list[Entry]] = defaultdict(list)
    recent = world.today - timedelta(days=9)
    for entry in entries:
        if entry.plan.post.dense and entry.row.day >= recent:
            waiting[entry.plan.post.line.rater_id].append(entry)
    for mine in waiting.values():
        mine.sort(key=lambda entry: (entry.row.day, entry.plan.post.key), reverse=True)
        count = between(*_QUEUE, mine[0].plan.post.row.unit.external_id, "queue")
        for entry in mine[:count]:
            _wait(entry.row)
        for entry in mine[count:]:
            if entry.row.state == State.SENT:
                _answer(world, entry.plan, entry.row, min(entry.row.day + _DAY, world.today))
        asked.append(mine[:count][-1])
    return asked


def _wait(row: DailyEntry) -> None:
    row.state, row.review_reason = State.SENT, ""
    row.reviewed_by_id = row.reviewed_at = None


def _question(world: World, entry: Entry) -> ReviewQuestion:
    """What the rater wants to know first; every other one is answered."""
    sent_at = entry.row.sent_at or world.now
    question = ReviewQuestion(
        agency_id=world.agency.pk,
        entry=entry.row,
        asked_by_id=entry.plan.post.line.rater_id,
        asked_at=min(sent_at + timedelta(hours=1), world.now),
        text=pick(voices()["questions"], entry.plan.post.key),
    )
    if happens(0.5, entry.plan.post.key, "answered"):
        question.answer = pick(voices()["answers"], entry.plan.post.key)
        question.answered_at = min(sent_at + timedelta(hours=2), world.now)
    return question
