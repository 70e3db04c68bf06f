"""On which days somebody reported, on which result, and how far that brought it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from karsa.rules.reporting import share_passed
from karsa.site.demo.chance import between, happens, pick, share
from karsa.site.demo.plans import Plan, Result, Step
from karsa.site.demo.world import World

# Working days of dense reporting until today.
DENSE_DAYS = 46
_SPARSE = (2, 4)
_ROUND_UP = 0.6


@dataclass(slots=True)
class Slot:
    """One report to write: the day, what it is about, and its part of the target (or None)."""

    day: date
    result: Result
    step: Step
    quantity: int | None = None


def slots_of(world: World, plan: Plan) -> list[Slot]:
    """Return the reports of one plan in order of days."""
    if not plan.is_set or plan.row.set_at is None:
        return []
    first = plan.row.set_at.date() + timedelta(days=1)
    days = _days(world, plan, first)
    slots = [_slot(plan, day, number) for number, day in enumerate(days)]
    by_result: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.step is slot.result.steps[0] and slot.step.row.target_value is not None:
            by_result[slot.result.row.pk].append(slot)
    for mine in by_result.values():
        _fill(world, plan, mine)
    return slots


def _days(world: World, plan: Plan, first: date) -> list[date]:
    """A few days a month; nearly every day of the last weeks in the showcase units."""
    known = world.working_days
    open_days = known[bisect_left(known, first) : bisect_right(known, plan.row.ends)]
    recent = set(known[-DENSE_DAYS:]) if plan.post.dense else set()
    months: dict[int, list[date]] = defaultdict(list)
    for day in open_days:
        if day not in recent:
            months[day.month].append(day)
    chosen = [day for month in months.values() for day in _few(plan, month)]
    busy = 0.62 if plan.post.leads else 0.86
    daily = [day for day in open_days if day in recent and happens(busy, plan.post.key, day)]
    return sorted(chosen + daily)


def _few(plan: Plan, month: list[date]) -> list[date]:
    count = between(*_SPARSE, plan.post.key, month[0])
    return list({pick(month, plan.post.key, month[0], n) for n in range(count)})


def _slot(plan: Plan, day: date, number: int) -> Slot:
    result = plan.results[number % len(plan.results)]
    last = len(result.steps) - 1
    second = happens(0.22, plan.post.key, day, "step") and last > 0
    return Slot(day, result, result.steps[1 if second else 0])


def _fill(world: World, plan: Plan, slots: list[Slot]) -> None:
    """Give each report the part by which the sum follows the person's own pace."""
    target = float(slots[0].step.row.target_value or 0)
    pace = plan.post.vigour * (0.98 + share(plan.post.key, slots[0].result.row.order) * 0.07)
    given = 0
    for slot, following in zip(slots, [*slots[1:], None], strict=True):
        until = _covers(slot.day, following.day if following else None, world.working_days[-1])
        due = target * pace * float(share_passed(plan.row.starts, plan.row.ends, until))
        part = int(due + _ROUND_UP) - given
        if part > 0 or all("{n}" in text for text in slot.step.words.sentences):
            slot.quantity = max(part, 1)
            given += slot.quantity


def _covers(day: date, following: date | None, last: date) -> date:
    """A report speaks for the days half-way to the next one, a quarter's last one for its rest."""
    end = min(_quarter_end(day), last)
    if following is None or following > end:
        return end
    return day + timedelta(days=(following - day).days // 2)


def _quarter_end(day: date) -> date:
    month = (day.month - 1) // 3 * 3 + 3
    following = date(day.year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
