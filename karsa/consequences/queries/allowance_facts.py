"""What is known of everybody for one month's allowance, in a fixed order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Q

from karsa.consequences.models import (
    AllowanceAmount,
    AllowanceInput,
    AllowanceRule,
    AllowanceRun,
)
from karsa.consequences.queries.allowance_journal import NAMES as OF_JOURNAL
from karsa.consequences.queries.allowance_journal import Month, months_of
from karsa.consequences.queries.allowance_results import (
    Results,
    facts_without,
    rated_post,
    results_of,
)
from karsa.evaluations.models import PeriodReopening
from karsa.org.models import Assignment, Employee, EmployeeStatus
from karsa.org.queries.absence import leave_days
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.periods import all_periods
from karsa.rules import tenure
from karsa.rules.allowance import (
    BASE,
    EVALUATED,
    INPUTS,
    Facts,
    Note,
    Standing,
    Tenure,
    figures_from,
)
from karsa.rules.formula import Sheet
from karsa.rules.formula.nodes import lists_in, numbers_in
from karsa.rules.formula.reckoning import Value
from karsa.tenancy.models import Agency

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody's definitive post in a month, the latest; `parts` where it was not all of it."""

    pk: int
    employee_id: int
    position_id: int
    last: date
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Days in a row in one post."""

    pk: int
    position_id: int
    name: str
    days: Sequence[date]


def last_day(month: date) -> date:
    """The last day of a month named by its first."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def period_for(agency: Agency, month: date) -> int | None:
    """Return the latest closed period that ended by the month's end; else the latest that ended.

    One that was opened again stays the one to use, and holds everybody up. One query, two the
    first minute.
    """
    ended = [p for p in all_periods(agency) if not p.is_annual and p.ends <= last_day(month)]
    reopenings = PeriodReopening.objects.filter(agency=agency, agreed_by__isnull=False)
    reopened = set(reopenings.values_list("period", flat=True))
    found = max(ended, key=lambda p: (p.is_closed or p.pk in reopened, p.ends), default=None)
    return found.pk if found else None


def used_names(sheet: Sheet) -> frozenset[str]:
    """Every name a rule uses, and the base."""
    nodes = [row.node for row in sheet.rows]
    used = (name.name for node in nodes for name in (*numbers_in(node), *lists_in(node)))
    return frozenset({BASE, *used}) & INPUTS.keys()


def facts_of(run: AllowanceRun, sheet: Sheet) -> Iterator[tuple[Post, Facts]]:
    """Yield each payable person's facts, by number; only what the rule uses is read.

    Up to thirteen queries, whatever the number of people.
    """
    posts = _posts(run)
    gather = _Gatherer(run, posts, used_names(sheet))
    for post in posts:
        yield post, gather.of(post)


def _posts(run: AllowanceRun) -> list[Post]:
    """Who held a post that month (on its last day, if the rule says so), by number. One query."""
    first, last = run.month, last_day(run.month)
    if run.rule.proration == AllowanceRule.Proration.LAST_DAY:
        first = last
    rows = (
        Assignment.objects.filter(Q(ends__isnull=True) | Q(ends__gte=first), starts__lte=last)
        .filter(agency=run.agency_id, kind=Assignment.Kind.DEFINITIVE)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .order_by("employee__nip", "-starts", "pk")
    )
    names = ("employee", "pk", "position", "position__name", "starts", "ends")
    by_person = groupby(rows.values_list(*names), key=itemgetter(0))
    return [_post(person, list(same), first, last) for person, same in by_person]


def _post(person: int, rows: list[tuple[Any, ...]], first: date, last: date) -> Post:
    """The latest post, and the days in each where it was not held from `first` to `last`."""
    _person, pk, position, _name, starts, ends = rows[0]
    if starts <= first and (ends is None or ends >= last):
        return Post(pk, person, position, last)
    dated = [tenure.Post(row[1], row[4], row[5]) for row in rows]
    known = {row[1]: row for row in rows}
    parts = tuple(
        Part(key, known[key][2], known[key][3], days)
        for key, days in tenure.held(dated, tenure.days_between(first, last))
    )
    latest = parts[-1]
    return Post(latest.pk, person, latest.position_id, latest.days[-1], parts)


class _Gatherer:
    """Lookups for all people of a month."""

    def __init__(self, run: AllowanceRun, posts: list[Post], used: frozenset[str]) -> None:
        self._used, self._first, self._last = used, run.month, last_day(run.month)
        self._is_working = run.rule.proration == AllowanceRule.Proration.WORKING
        agency = run.agency
        self._amounts = _amounts(agency, self._last)
        self._imported = _imported(run)
        self._excused = _excused(agency, self._first, self._last)
        self._months = months_of(agency, self._first, self._last) if used & OF_JOURNAL else {}
        self._results: Results | None = None
        if used & EVALUATED:
            self._results = results_of(run.period, run.rule.silence)
        self._calendar = calendar_of(agency)
        self._days = self._working_days()
        people = [post.employee_id for post in posts] if "hari_cuti" in used else []
        self._leave = leave_days(agency, people, self._first, self._last) if people else {}

    def of(self, post: Post) -> Facts:
        """All of one person's facts, in one."""
        rated = rated_post(self._results, [part.pk for part in reversed(post.parts)], post.pk)
        parts = [self._known(post)]
        if self._used & OF_JOURNAL:
            parts.append(self._months.get(post.employee_id, Month()).facts())
        if self._used & EVALUATED:
            parts.append(facts_without(self._results, rated))
        found = _joined(parts, self._used)
        if post.parts:
            found = self._shared_out(found, post, rated)
        if any(span.is_on(post.last) for span in self._excused.get(post.employee_id, ())):
            return replace(found, standing=Standing.EXCUSED)
        return found

    def _known(self, post: Post) -> Facts:
        """What the calendar and other offices' tables say."""
        days = self._days
        if post.parts:
            days &= {day for part in post.parts for day in part.days}
        own: dict[str, Value | None] = {
            **self._imported.get(post.employee_id, {}),
            **self._amounts.get(post.position_id, {}),
            "hari_kerja": Decimal(len(days)),
            "hari_cuti": Decimal(len(self._leave.get(post.employee_id, set()) & days)),
        }
        return Facts(own)

    def _shared_out(self, facts: Facts, post: Post, rated: int) -> Facts:
        """The amount of each post for its days of the month."""
        month = tenure.days_between(self._first, self._last)
        counted = self._days if self._is_working else frozenset(month)
        spans = tuple(
            tenure.Span(
                post=part.pk,
                name=part.name,
                first=part.days[0],
                last=part.days[-1],
                days=len(counted.intersection(part.days)),
                amount=self._amount(part.position_id),
            )
            for part in post.parts
        )
        base = tenure.prorated(spans, len(counted))
        return replace(
            facts,
            values={**facts.values, BASE: base},
            tenure=Tenure(spans, len(counted), rated),
        )

    def _amount(self, position: int) -> Decimal | None:
        found = self._amounts.get(position, {}).get(BASE)
        return found if isinstance(found, Decimal) else None

    def _working_days(self) -> frozenset[date]:
        days = tenure.days_between(self._first, self._last)
        return frozenset(day for day in days if self._calendar.is_working(day))


def _joined(parts: list[Facts], used: frozenset[str]) -> Facts:
    """Several facts as one, without what the rule does not use."""
    values = {name: value for part in parts for name, value in part.values.items()}
    verified = {name: value for part in parts for name, value in part.verified.items()}
    standings = (part.standing for part in parts if part.standing is not Standing.READY)
    notes = (note for part in parts for note in part.notes)
    return Facts(
        values={name: values.get(name) for name in used},
        verified={name: value for name, value in verified.items() if name in used},
        silent=frozenset(name for part in parts for name in part.silent if name in used),
        notes=tuple(note for note in notes if note[0] != Note.NO_HOURS or "menit" in used),
        standing=next(standings, Standing.READY),
    )


def _amounts(agency: Agency, day: date) -> dict[int, dict[str, Value]]:
    """By position, the latest that has begun. One query."""
    rows = AllowanceAmount.objects.filter(agency=agency, starts__lte=day).order_by("starts")
    found: dict[int, dict[str, Value]] = {}
    for position, amount, job_class in rows.values_list("position", "amount", "job_class"):
        found[position] = {BASE: Decimal(amount)}
        if job_class is not None:
            found[position]["kelas"] = Decimal(job_class)
    return found


def _imported(run: AllowanceRun) -> dict[int, dict[str, Value | None]]:
    """By employee, attendance and cuts in one. One query."""
    rows = AllowanceInput.objects.filter(agency=run.agency_id, month=run.month)
    found: dict[int, dict[str, Value | None]] = {}
    for person, figures in rows.values_list("employee", "figures"):
        found.setdefault(person, {}).update(figures_from(figures))
    return found


def _excused(agency: Agency, first: date, last: date) -> dict[int, list[EmployeeStatus]]:
    """When somebody owes no SKP here: such a month is looked at by a person. One query."""
    rows = EmployeeStatus.objects.filter(agency=agency, starts__lte=last)
    away = rows.exclude(kind__in=EmployeeStatus.OWES_PLAN).exclude(ends__lt=first)
    found: dict[int, list[EmployeeStatus]] = {}
    for row in away:
        found.setdefault(row.employee_id, []).append(row)
    return found
