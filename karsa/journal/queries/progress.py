"""Where the results of many plans stand against their expected line, from accepted entries."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncMonth

from karsa.journal.models import DailyEntry
from karsa.journal.queries.rhythm import days_between
from karsa.journal.queries.targets import Target, targets_of
from karsa.org.queries.absence import leave_days
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.lights import Light, light
from karsa.rules.reporting import CENT, expected, position, share_passed

_Share = Callable[[date], Decimal]
_Key = tuple[int, int, UUID]  # assignment, year, the result's key through all versions


@dataclass(frozen=True, slots=True)
class Progress:
    """One result of a plan against its expected line.

    `positions`: percent of what was expected at each month's end, from the plan's first month
    to the asked day; None before anything was accepted. `done` and `expected` in `measure`;
    all empty where the result has no target that days can add up to.
    """

    plan_id: int
    result_id: int
    text: str
    kind: str
    measure: str
    target: Decimal | None
    done: Decimal | None
    expected: Decimal | None
    positions: tuple[Decimal | None, ...]
    light: Light
    last: date | None
    entries: int

    @property
    def position(self) -> Decimal | None:
        """Percent of what is expected by the asked day."""
        return self.positions[-1] if self.positions else None


@dataclass(slots=True)
class _Accepted:
    """What was accepted for one result of one post: quantities per month, last day, how many."""

    months: dict[date, Decimal] = field(default_factory=dict)
    last: date | None = None
    entries: int = 0

    def until(self, day: date) -> Decimal | None:
        """The sum of the months up to `day`; None before the first quantity."""
        told = [total for month, total in self.months.items() if month <= day]
        return sum(told, Decimal(0)) if told else None


def progress_of(plan_ids: Iterable[int], on: date) -> dict[int, tuple[Progress, ...]]:
    """Return the results of each plan, main ones first, with their progress on `on`.

    Five queries for any number of plans of one agency.
    """
    rows = PerformancePlan.objects.filter(pk__in=list(plan_ids))
    return progress_in(rows.select_related("assignment__position", "agency"), on)


def progress_in(plans: Iterable[PerformancePlan], on: date) -> dict[int, tuple[Progress, ...]]:
    """Return the same for plans at hand, which come with their agency, post and position.

    Entries on older versions of a plan count for the same result. A quantity is expected to
    grow evenly with the plan's days, without those on leave. Four queries.
    """
    known = {plan.pk: plan for plan in plans}
    found: dict[int, list[Progress]] = {pk: [] for pk in known}
    if not known:
        return {}
    results = sorted(
        WorkResult.objects.filter(plan__in=list(known)),
        key=lambda one: (one.kind != WorkResult.Kind.MAIN, one.order),
    )
    targets = targets_of(result.pk for result in results)
    told = _accepted(known.values(), results, targets, on)
    away = _away(known.values())
    between = days_between(next(iter(known.values())).agency, on.year)
    for result in results:
        plan = known[result.plan_id]
        said = told.get((plan.assignment_id, plan.year, result.key), _Accepted())
        days = between(plan.assignment.position.kind)
        target, share = targets.get(result.pk), _share(plan, away)
        found[plan.pk].append(_progress(plan, result, target, said, on, days, share))
    return {pk: tuple(rows) for pk, rows in found.items()}


def _accepted(
    plans: Iterable[PerformancePlan],
    results: list[WorkResult],
    targets: dict[int, Target],
    on: date,
) -> dict[_Key, _Accepted]:
    wanted = {result.key: targets.get(result.pk) for result in results}
    found: dict[_Key, _Accepted] = {}
    for row in _rows({plan.assignment_id for plan in plans}, list(wanted), on):
        key = (row["assignment"], row["plan__year"], row["result__key"])
        _add(found.setdefault(key, _Accepted()), row, wanted[row["result__key"]])
    return found


def _rows(posts: set[int], keys: list[UUID], on: date) -> Iterable[dict[str, Any]]:
    """One row per post, result, unit and month."""
    entries = DailyEntry.objects.filter(
        assignment__in=posts, result__key__in=keys, day__lte=on, state=DailyEntry.State.ACCEPTED
    )
    groups = entries.values(
        "assignment", "plan__year", "result__key", "measure", month=TruncMonth("day")
    )
    rows = groups.annotate(total=Sum("quantity"), newest=Max("day"), n=Count("pk")).order_by()
    return cast("Iterable[dict[str, Any]]", rows)


def _add(told: _Accepted, row: dict[str, Any], target: Target | None) -> None:
    told.entries += row["n"]
    told.last = max(told.last or row["newest"], row["newest"])
    if target is not None and target.fits(row["measure"]) and row["total"] is not None:
        # SQLite adds in floating point; two decimals are what was stored.
        total = row["total"].quantize(CENT)
        told.months[row["month"]] = told.months.get(row["month"], Decimal(0)) + total


def _progress(
    plan: PerformancePlan,
    result: WorkResult,
    target: Target | None,
    told: _Accepted,
    on: date,
    days: int,
    share: _Share,
) -> Progress:
    positions = _positions(plan, target, told, on, share) if target else ()
    age = (on - told.last).days if told.last else None
    return Progress(
        plan_id=plan.pk,
        result_id=result.pk,
        text=result.text,
        kind=result.kind,
        measure=target.measure if target else "",
        target=target.value if target else None,
        done=told.until(on) if target else None,
        expected=expected(target.value, share(on)) if target else None,
        positions=positions,
        light=light(positions[-1] if positions else None, age_days=age, expected_days=days),
        last=told.last,
        entries=told.entries,
    )


def _positions(
    plan: PerformancePlan, target: Target, told: _Accepted, on: date, share: _Share
) -> tuple[Decimal | None, ...]:
    found: list[Decimal | None] = []
    for day in _month_ends(plan.starts, min(on, plan.ends)):
        done = told.until(day)
        found.append(None if done is None else position(done, target.value, share(day)))
    return tuple(found)


def _away(plans: Collection[PerformancePlan]) -> dict[int, set[date]]:
    people = {plan.assignment.employee_id for plan in plans}
    first, last = min(plan.starts for plan in plans), max(plan.ends for plan in plans)
    return leave_days(next(iter(plans)).agency, people, first, last)


def _share(plan: PerformancePlan, away: dict[int, set[date]]) -> _Share:
    days = away.get(plan.assignment.employee_id, set())
    return lambda day: share_passed(plan.starts, plan.ends, day, days)


def _month_ends(first: date, last: date) -> Iterator[date]:
    """The last day of each month from `first` on; for the final month `last` itself."""
    day = first
    while day <= last:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield min(following - timedelta(days=1), last)
        day = following
