"""What is known of everybody for one month's allowance, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from karsa.consequences.models import AllowanceAmount, AllowanceInput, AllowanceRun
from karsa.consequences.queries.allowance_journal import NAMES as OF_JOURNAL
from karsa.consequences.queries.allowance_journal import Month, months_of
from karsa.consequences.queries.allowance_results import Results, facts_without, results_of
from karsa.evaluations.models import PeriodReopening
from karsa.org.models import Assignment, Employee, EmployeeStatus
from karsa.org.queries.absence import leave_days
from karsa.org.queries.calendar import calendar_of
from karsa.org.queries.periods import all_periods
from karsa.rules.allowance import (
    BASE,
    EVALUATED,
    INPUTS,
    Facts,
    Note,
    Standing,
    figures_from,
)
from karsa.rules.formula import Sheet
from karsa.rules.formula.nodes import lists_in, numbers_in
from karsa.rules.formula.reckoning import Value
from karsa.tenancy.models import Agency

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody's definitive post on the last day of a month."""

    pk: int
    employee_id: int
    position_id: int


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
    """Who held a post on that day: who has left since worked that month all the same."""
    day = last_day(run.month)
    rows = (
        Assignment.objects.on(day)
        .filter(agency=run.agency_id, kind=Assignment.Kind.DEFINITIVE)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .order_by("employee__nip", "-starts", "pk")
    )
    found: dict[int, Post] = {}
    for row in rows.values_list("pk", "employee", "position"):
        found.setdefault(row[1], Post(*row))
    return list(found.values())


class _Gatherer:
    """Lookups for all people of a month."""

    def __init__(self, run: AllowanceRun, posts: list[Post], used: frozenset[str]) -> None:
        self._used, self._first, self._last = used, run.month, last_day(run.month)
        agency = run.agency
        self._amounts = _amounts(agency, self._last)
        self._imported = _imported(run)
        self._excused = _excused(agency, self._last)
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
        parts = [self._known(post)]
        if self._used & OF_JOURNAL:
            parts.append(self._months.get(post.employee_id, Month()).facts())
        if self._used & EVALUATED:
            parts.append(facts_without(self._results, post.pk))
        found = _joined(parts, self._used)
        if post.employee_id in self._excused:
            return replace(found, standing=Standing.EXCUSED)
        return found

    def _known(self, post: Post) -> Facts:
        """What the calendar and other offices' tables say."""
        own: dict[str, Value | None] = {
            **self._imported.get(post.employee_id, {}),
            **self._amounts.get(post.position_id, {}),
            "hari_kerja": Decimal(len(self._days)),
            "hari_cuti": Decimal(len(self._leave.get(post.employee_id, set()) & self._days)),
        }
        return Facts(own)

    def _working_days(self) -> frozenset[date]:
        span = range((self._last - self._first).days + 1)
        days = (self._first + timedelta(days=n) for n in span)
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


def _excused(agency: Agency, day: date) -> frozenset[int]:
    """Who owes no SKP here on that day: such a month is looked at by a person. One query."""
    rows = EmployeeStatus.objects.on(day).filter(agency=agency)
    away = rows.exclude(kind__in=EmployeeStatus.OWES_PLAN)
    return frozenset(away.values_list("employee", flat=True))
