"""Where the results of many plans stand against their expected line, from accepted entries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import QuerySet

from karsa.journal.queries.rhythm import days_between
from karsa.journal.queries.targets import Target, adds_to, targets_of
from karsa.journal.queries.told import Told, accepted, by_month, months_of
from karsa.kit.prepared import prepared
from karsa.org.queries.absence import leave_days
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.lights import Light, light
from karsa.rules.reporting import expected, position, share_passed

# What part of a plan's days has passed, at each month's end and at the asked day.
_Line = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Progress:
    """One result of a plan against its expected line.

    `done` and `expected` in `measure`; both empty where the result has no target that days can
    add up to. Its `positions` are drawn from `line` and `monthly` when somebody asks for them.
    """

    plan_id: int
    result_id: int
    text: str
    kind: str
    measure: str
    target: Decimal | None
    done: Decimal | None
    expected: Decimal | None
    position: Decimal | None  # percent of what is expected by the asked day
    light: Light
    last: date | None
    entries: int
    line: _Line
    monthly: Sequence[str]

    @property
    def positions(self) -> tuple[Decimal | None, ...]:
        """Percent of what was expected, from the plan's first month to the asked day.

        None before anything was accepted; nothing at all without a target.
        """
        if self.target is None:
            return ()
        months = by_month(self.monthly)
        return tuple(_at(day, share, months, self.target) for day, share in self.line)


def progress_of(plan_ids: Iterable[int], on: date) -> dict[int, tuple[Progress, ...]]:
    """Return the results of each plan, main ones first, with their progress on `on`.

    Five queries for any number of plans of one agency.
    """
    rows = PerformancePlan.objects.filter(pk__in=list(plan_ids))
    return progress_in(rows.select_related("assignment__position", "agency"), on)


def progress_in(
    plans: Iterable[PerformancePlan], on: date, *, with_months: bool = True
) -> dict[int, tuple[Progress, ...]]:
    """Return the same for plans at hand, which come with their agency, post and position.

    Entries on older versions of a plan count for the same result. A quantity is expected to
    grow evenly with the plan's days, without those on leave. Four queries. Without months no
    `positions` can be drawn; for some of many rows `months_added` reads them.
    """
    known = {plan.pk: plan for plan in plans}
    if not known:
        return {}
    results = sorted(_results(list(known)), key=lambda one: one.kind != WorkResult.Kind.MAIN)
    targets = targets_of(list(known))
    wanted = {one.key: targets[one.pk] for one in results if one.pk in targets}
    told = accepted(known.values(), wanted, on, with_months=with_months)
    lines = _lines(known.values(), on)
    between = days_between(next(iter(known.values())).agency, on.year)
    found: dict[int, list[Progress]] = {pk: [] for pk in known}
    for result in results:
        plan = known[result.plan_id]
        said = told.get((plan.assignment_id, plan.year, result.key), Told())
        days = between(plan.assignment.position.kind)
        target, line = targets.get(result.pk), lines[plan.pk]
        found[plan.pk].append(_progress(result, target, said, line, (on, days)))
    return {pk: tuple(rows) for pk, rows in found.items()}


def months_added(rows: Iterable[Progress], on: date) -> dict[int, Progress]:
    """Return rows of `progress_in` with their months, by result. One query, none for no rows."""
    known = {row.result_id: row for row in rows if row.target is not None}
    months: dict[int, list[str]] = {pk: [] for pk in known}
    for pk, measure, text in months_of(known, on) if known else ():
        if adds_to(known[pk].measure, measure):
            months[pk].append(text)
    return {pk: replace(row, monthly=months[pk]) for pk, row in known.items()}


@prepared
def _results(plan_ids: list[int]) -> QuerySet[WorkResult, Any]:
    rows = WorkResult.objects.filter(plan__in=plan_ids).order_by("order")
    return rows.values_list("plan_id", "pk", "key", "kind", "text", named=True)


def _progress(
    result: Any, target: Target | None, told: Told, line: _Line, rhythm: tuple[date, int]
) -> Progress:
    """`rhythm`: the asked day, and the days between two entries."""
    on, days = rhythm
    share = line[-1][1] if line else None
    done = told.total if target else None
    now = None
    if target is not None and done is not None and share is not None:
        now = position(done, target.value, share)
    age = (on - told.last).days if told.last else None
    return Progress(
        plan_id=result.plan_id,
        result_id=result.pk,
        text=result.text,
        kind=result.kind,
        measure=target.measure if target else "",
        target=target.value if target else None,
        done=done,
        expected=expected(target.value, share or Decimal(0)) if target else None,
        position=now,
        light=light(now, age_days=age, expected_days=days),
        last=told.last,
        entries=told.entries,
        line=line,
        monthly=told.monthly,
    )


def _at(day: date, share: Decimal, months: dict[str, Decimal], target: Decimal) -> Decimal | None:
    until = f"{day:%Y-%m}"
    done = [total for month, total in months.items() if month <= until]
    return position(sum(done, Decimal(0)), target, share) if done else None


def _lines(plans: Collection[PerformancePlan], on: date) -> dict[int, _Line]:
    """The line of each plan; those of one term and the same leave are one."""
    away, line = _away(plans), cache(_line)
    free = {plan.pk: frozenset(away.get(plan.assignment.employee_id, ())) for plan in plans}
    return {plan.pk: line(plan.starts, plan.ends, on, free[plan.pk]) for plan in plans}


def _line(starts: date, ends: date, on: date, away: frozenset[date]) -> _Line:
    days = _month_ends(starts, min(on, ends))
    return [(day, share_passed(starts, ends, day, away)) for day in days]


def _away(plans: Collection[PerformancePlan]) -> dict[int, set[date]]:
    people = {plan.assignment.employee_id for plan in plans}
    first, last = min(plan.starts for plan in plans), max(plan.ends for plan in plans)
    return leave_days(next(iter(plans)).agency, people, first, last)


def _month_ends(first: date, last: date) -> Iterator[date]:
    """The last day of each month from `first` on; for the final month `last` itself."""
    day = first
    while day <= last:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield min(following - timedelta(days=1), last)
        day = following
