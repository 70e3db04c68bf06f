"""The people one rates in a period: who has been rated, and how the grades lie."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation
from karsa.evaluations.models import Grade as GradeChoice
from karsa.evaluations.queries.turn import Terms, window_of
from karsa.org.models import Assignment, Employee, EmployeeStatus, Period, RaterLine
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan
from karsa.rules import deadlines, distribution
from karsa.rules.deadlines import Window
from karsa.rules.grade import Grade, OrganisationLevel
from karsa.tenancy.models import Agency

_NOT_YET = ("", Evaluation.State.DRAFT)


@dataclass(frozen=True, slots=True)
class Member:
    """One post whose holder the actor rates (or would, in a late rater's place)."""

    assignment_id: int
    name: str
    position: str
    unit: str
    plan_id: int | None
    plan_state: str
    evaluation_id: int | None
    state: str
    grade: str
    superior: bool

    @property
    def is_rated(self) -> bool:
        """Whether both ratings are set."""
        return self.state not in _NOT_YET

    @property
    def can_be_rated(self) -> bool:
        """Whether there is a plan to rate against."""
        return self.plan_state == PerformancePlan.State.SET

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(Evaluation.State(self.state).label) if self.state else ""

    @property
    def grade_label(self) -> str:
        """The grade in words; empty until decided."""
        return str(GradeChoice(self.grade).label) if self.grade else ""


@dataclass(frozen=True, slots=True)
class Team:
    """The actor's people of a period and the terms that bind the actor."""

    period: Period
    window: Window
    superior_by: date
    own: tuple[Member, ...]
    late: tuple[Member, ...]

    @property
    def rated(self) -> int:
        """How many of the own people have both ratings."""
        return sum(member.is_rated for member in self.own)

    def counts(self) -> dict[Grade, int]:
        """How many of the own people have which grade, best first."""
        found = Counter(member.grade for member in self.own if member.is_rated)
        return {grade: found[grade.value] for grade in Grade}

    @property
    def next(self) -> Member | None:
        """Whom to rate next: the first with a plan who waits."""
        waiting = (one for one in self.own if one.can_be_rated and not one.is_rated)
        return next(waiting, None)


def lines_of(actor: Actor, window: Window) -> QuerySet[RaterLine]:
    """Return the lines that let the actor rate or review in `window`.

    They hold today, or were left inside the window (annex IV.A.14). No query.
    """
    return lines_in(actor.agency, actor.me, actor.today, window.opens, window.closes)


def lines_in(
    agency: Agency, me: int, today: date, opens: date, closes: date
) -> QuerySet[RaterLine]:
    """The same by an employee's key and days, as prepared queries take them."""
    left = Q(ends__range=(opens, closes), starts__lte=opens)
    mine = Q(rater=me) | Q(reviewer=me)
    return RaterLine.objects.filter(current(today) | left, mine, agency=agency)


def team_of(actor: Actor, period: Period, terms: Terms) -> Team:
    """Return the people the actor rates in `period`, by name; those of late raters apart.

    People without a grade (Non-ASN) or without a duty to have a plan are left out. One query.
    """
    window = window_of(period, terms.rules)
    mine = tuple(map(_member, _rows(actor, period, window)))
    late = window.closes < actor.today
    return Team(
        period=period,
        window=window,
        superior_by=deadlines.reviewer_sign_by(terms.calendar, window.closes, terms.rules),
        own=tuple(member for member in mine if not member.superior),
        late=tuple(member for member in mine if member.superior and late and not _done(member)),
    )


def _done(member: Member) -> bool:
    return member.state not in (*_NOT_YET, Evaluation.State.DECIDED)


def _rows(actor: Actor, period: Period, window: Window) -> Iterable[Mapping[str, Any]]:
    if actor.employee_id is None:
        return ()
    lines = lines_of(actor, window)
    exempt = EmployeeStatus.objects.on(period.ends).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    own = lines.filter(assignment=OuterRef("pk"), rater=actor.me)
    rows = Assignment.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=period.starts),
        agency=actor.agency,
        starts__lte=period.ends,
        pk__in=lines.values("assignment"),
    ).exclude(Q(employee=actor.me) | Q(employee__employment=Employee.Employment.NON_ASN))
    valid = [state for state in PerformancePlan.State if state != "superseded"]
    plan = Q(plans__year=period.year, plans__state__in=valid)
    return (
        rows.exclude(Exists(exempt.filter(employee=OuterRef("employee"))))
        .annotate(
            plan=FilteredRelation("plans", condition=plan),
            done=FilteredRelation("evaluations", condition=Q(evaluations__period=period)),
            is_own=Exists(own),
        )
        .order_by("employee__name", "pk")
        .values(
            "pk",
            "is_own",
            before=F("employee__title_before"),
            name=F("employee__name"),
            after=F("employee__title_after"),
            post=F("position__name"),
            unit_name=F("unit__name"),
            plan_key=F("plan__pk"),
            plan_is=F("plan__state"),
            done_key=F("done__pk"),
            done_is=F("done__state"),
            done_grade=F("done__grade"),
        )
    )


def _member(row: Mapping[str, Any]) -> Member:
    person = Employee(name=row["name"], title_before=row["before"], title_after=row["after"])
    return Member(
        assignment_id=row["pk"],
        name=person.full_name,
        position=row["post"],
        unit=row["unit_name"],
        plan_id=row["plan_key"],
        plan_state=row["plan_is"] or "",
        evaluation_id=row["done_key"],
        state=row["done_is"] or "",
        grade=row["done_grade"] or "",
        superior=not row["is_own"],
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How a team's grades lie beside the annex's curve; guidance, never a quota."""

    labels: tuple[str, ...]
    counts: tuple[int, ...]
    guide: tuple[float, ...]
    notes: tuple[str, ...]
    level: OrganisationLevel | None


# The annex draws a hump without numbers: this is only its shape, falling off from the peak.
_HUMP = (12, 4, 2, 1, 1)


def spread_of(team: Team, level: OrganisationLevel | None) -> Spread:
    """Return the distribution of the own team; empty for a team too small to show. No query."""
    counts = team.counts()
    notes = tuple(map(gettext, distribution.notes(level, counts))) if level else ()
    return picture_of(counts, level, notes)


def picture_of(
    counts: Mapping[Grade, int], level: OrganisationLevel | None, notes: tuple[str, ...]
) -> Spread:
    """Return how people lie over the grades, best first; empty where they are too few. No query."""
    if sum(counts.values()) < distribution.SMALLEST_UNIT:
        return Spread((), (), (), (), level)
    # A narrow column may break after the slash of "Kurang/Misconduct".
    names = (str(GradeChoice(grade.value).label) for grade in counts)
    labels = tuple(name.replace("/", "/\u200b") for name in names)
    return Spread(labels, tuple(counts.values()), _guide(level, tuple(counts)), notes, level)


def _guide(level: OrganisationLevel | None, grades: tuple[Grade, ...]) -> tuple[float, ...]:
    if level is None:
        return (0,) * len(grades)
    peak = grades.index(distribution.PATTERNS[level].peak)
    heights = [_HUMP[abs(place - peak)] for place in range(len(grades))]
    return tuple(height / sum(heights) for height in heights)
