"""The agency's learning of a year in numbers: needs, sessions and money; no person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet

from karsa.accounts.actor import Actor
from karsa.development import policies
from karsa.development.models import (
    CompetenceView,
    CourseCompetence,
    DevelopmentItem,
    DevelopmentPlan,
    TrainingBudget,
    TrainingSession,
)
from karsa.org.models import Assignment, Unit
from karsa.org.models.dated import current
from karsa.rules.disclosure import keep_back

_ZERO = Decimal(0)
_LIVE = (
    DevelopmentItem.State.PROPOSED,
    DevelopmentItem.State.AGREED,
    DevelopmentItem.State.DONE,
)
# Competence, path of a unit, people.
Counted = list[tuple[str, str, int]]
# The same by competence and office.
Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A competence: people with a gap, people whose plan holds it, seats of the year's sessions.

    None where it is of one to four people and the reader may not know so few, or would find them
    by subtraction.
    """

    name: str
    gaps: int | None
    planned: int | None
    seats: int


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The same for an office and everything below it: pairs of person and competence."""

    name: str
    gaps: int | None
    planned: int | None


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A budget line in rupiah: what it may spend, what sessions to come take, what is spent."""

    line: str
    planned: Decimal
    committed: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What is still free; below zero where more is promised than there is."""
        return self.planned - self.committed - self.spent


@dataclass(frozen=True, slots=True)
class YearPage:
    """The whole plan of a year."""

    year: int
    needs: tuple[NeedRow, ...]
    offices: tuple[OfficeRow, ...]
    money: tuple[MoneyRow, ...]
    total: MoneyRow
    sessions: tuple[TrainingSession, ...]
    approved: DevelopmentPlan | None
    can_keep: bool
    can_approve: bool

    @property
    def people_short(self) -> bool:
        """Whether some counts are kept back."""
        rows: list[NeedRow | OfficeRow] = [*self.needs, *self.offices]
        return any(row.gaps is None or row.planned is None for row in rows)


def year_page(actor: Actor, year: int) -> YearPage:
    """Return the plan of `year`. Seven queries."""
    gaps, planned = _cells(actor, _gaps(actor, year), _planned(actor, year))
    sessions = sessions_of(actor, year)
    lines = TrainingBudget.objects.filter(agency=actor.agency, year=year)
    money = _money(dict(lines.values_list("line", "amount")), sessions)
    entitled = policies.can_keep(actor) or policies.can_approve_year(actor)
    return YearPage(
        year=year,
        needs=_needs(gaps, planned, _seats(sessions), entitled=entitled),
        offices=_by_office(gaps, planned, entitled=entitled),
        money=money,
        total=_total(money),
        sessions=sessions,
        approved=DevelopmentPlan.objects.visible_to(actor)
        .filter(year=year)
        .select_related("approved_by")
        .first(),
        can_keep=policies.can_keep(actor),
        can_approve=policies.can_approve_year(actor),
    )


def sessions_of(actor: Actor, year: int) -> tuple[TrainingSession, ...]:
    """Return the sessions that begin in `year` and were not called off. One query."""
    rows = TrainingSession.objects.visible_to(actor).filter(starts__year=year, cancelled="")
    return tuple(rows.select_related("course", "sponsor").order_by("starts", "pk"))


def snapshot_of(page: YearPage) -> dict[str, Any]:
    """Return what an approval keeps: plain JSON, amounts as text. No query."""
    return {
        "needs": [asdict(row) for row in page.needs],
        "sessions": [[str(row.starts), row.course.title, row.quota] for row in page.sessions],
        "budget": {row.line: str(row.planned) for row in page.money},
    }


def _gaps(actor: Actor, year: int) -> Counted:
    """People below what their post needs in their leader's eyes."""
    rows = CompetenceView.objects.filter(
        current(actor.today, "competence__needs__position__assignments__"),
        agency=actor.agency,
        year=year,
        by=CompetenceView.By.LEADER,
        employee__is_active=True,
        competence__needs__level__gt=F("level"),
        competence__needs__position__assignments__employee=F("employee"),
        competence__needs__position__assignments__kind=Assignment.Kind.DEFINITIVE,
    )
    return _counted(rows, "competence__needs__position__assignments__unit__path")


def _planned(actor: Actor, year: int) -> Counted:
    """People whose plan holds a competence."""
    rows = DevelopmentItem.objects.filter(
        current(actor.today, "employee__assignments__"),
        agency=actor.agency,
        year=year,
        state__in=_LIVE,
        employee__assignments__kind=Assignment.Kind.DEFINITIVE,
    )
    return _counted(rows, "employee__assignments__unit__path")


def _counted(rows: QuerySet[Any], path: str) -> Counted:
    """People by competence and the path of their unit. One query."""
    counted = rows.order_by().values_list("competence__name", path)
    return list(counted.annotate(n=Count("employee", distinct=True)))


def _cells(actor: Actor, *counts: Counted) -> list[Cells]:
    """Units become the offices above them: the second step of their path. One query."""
    keys = {_office(path) for counted in counts for _name, path, _n in counted}
    offices = dict(Unit.objects.filter(agency=actor.agency, pk__in=keys).values_list("pk", "name"))
    found: list[Cells] = []
    for counted in counts:
        cells: dict[tuple[str, str], int] = defaultdict(int)
        for name, path, n in counted:
            cells[name, offices.get(_office(path), "")] += n
        found.append(cells)
    return found


def _office(path: str) -> int:
    steps = path.strip("/").split("/")
    return int(steps[min(1, len(steps) - 1)])


def _seats(sessions: Iterable[TrainingSession]) -> Mapping[str, int]:
    quota: dict[int, int] = defaultdict(int)
    for session in sessions:
        quota[session.course_id] += session.quota
    links = CourseCompetence.objects.filter(course__in=quota)
    seats: dict[str, int] = defaultdict(int)
    for name, course in links.values_list("competence__name", "course"):
        seats[name] += quota[course]
    return seats


def _needs(
    gaps: Cells, planned: Cells, seats: Mapping[str, int], *, entitled: bool
) -> tuple[NeedRow, ...]:
    short, wanted = _summed(gaps, 0), _summed(planned, 0)
    names = sorted({*short, *wanted}, key=lambda name: (-short[name] - wanted[name], name))
    told = _told(names, short, entitled), _told(names, wanted, entitled)
    return tuple(
        NeedRow(name, gap, plan, seats.get(name, 0))
        for name, gap, plan in zip(names, *told, strict=True)
    )


def _by_office(gaps: Cells, planned: Cells, *, entitled: bool) -> tuple[OfficeRow, ...]:
    short, wanted = _summed(gaps, 1), _summed(planned, 1)
    names = sorted({*short, *wanted})
    told = _told(names, short, entitled), _told(names, wanted, entitled)
    return tuple(OfficeRow(*row) for row in zip(names, *told, strict=True))


def _summed(cells: Cells, place: int) -> defaultdict[str, int]:
    sums: defaultdict[str, int] = defaultdict(int)
    for key, n in cells.items():
        sums[key[place]] += n
    return sums


def _told(names: Iterable[str], sums: Mapping[str, int], entitled: bool) -> list[int | None]:
    """The counts the reader may know; both lists have one sum, so one alone is never hidden."""
    counts = [sums.get(name, 0) for name in names]
    hidden = [False] * len(counts) if entitled else keep_back(counts)
    return [None if hides else count for count, hides in zip(counts, hidden, strict=True)]


def _money(
    planned: Mapping[str, Decimal], sessions: Iterable[TrainingSession]
) -> tuple[MoneyRow, ...]:
    committed: dict[str, Decimal] = defaultdict(Decimal)
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for session in sessions:
        if session.spent is None:
            committed[session.budget_line] += session.cost
        else:
            spent[session.budget_line] += session.spent
    lines = {*planned, *(line for line, sum_ in (committed | spent).items() if sum_)}
    return tuple(
        MoneyRow(
            line,
            planned.get(line, _ZERO),
            committed.get(line, _ZERO),
            spent.get(line, _ZERO),
        )
        for line in sorted(lines)
    )


def _total(money: Iterable[MoneyRow]) -> MoneyRow:
    rows = list(money)
    return MoneyRow(
        "",
        sum((row.planned for row in rows), _ZERO),
        sum((row.committed for row in rows), _ZERO),
        sum((row.spent for row in rows), _ZERO),
    )
