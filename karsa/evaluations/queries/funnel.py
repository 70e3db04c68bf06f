"""Where a period stands in an agency: counts for HR, never a person's grade."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from karsa.evaluations.models import Evaluation, Grade, Objection
from karsa.evaluations.queries.turn import window_of
from karsa.org.models import Assignment, Employee, EmployeeStatus, Period, RaterLine
from karsa.org.models.people import AssignmentQuerySet
from karsa.org.queries.rules import deadline_rules
from karsa.plans.models import PerformancePlan
from karsa.rules.distribution import SMALLEST_UNIT
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class CycleCounts:
    """Counts of one period. `grades` is None below five graded people."""

    owed: int  # posts whose holder owes a plan and gets a grade
    plans_set: int
    states: dict[str, int]
    grades: dict[str, int] | None
    objections_open: int
    objections_decided: int
    late_raters: int
    waiting_for_superior: int

    @property
    def decided(self) -> int:
        """Evaluations with both ratings."""
        return sum(self.states.values()) - self.states.get(Evaluation.State.DRAFT, 0)


def cycle_counts(agency: Agency, period: Period, today: date) -> CycleCounts:
    """Return the agency's counts for `period`. Six queries."""
    posts = owing_posts(agency, period)
    plans = Exists(_plans(period, PerformancePlan.State.SET))
    done = Exists(evaluations_of(period).exclude(state=Evaluation.State.DRAFT))
    found = posts.aggregate(
        owed=Count("pk"),
        plans=Count("pk", filter=plans),
        waiting=Count("pk", filter=Q(plans) & ~Q(done)),
    )
    closes = window_of(period, deadline_rules(agency, period.year)).closes
    late = today > closes
    rows = Evaluation.objects.rated_here().filter(agency=agency, period=period)
    grades = Counter(dict(rows.exclude(grade="").values_list("grade").annotate(n=Count("pk"))))
    objections = Counter(
        Objection.objects.filter(evaluation__period=period).values_list("state", flat=True)
    )
    return CycleCounts(
        owed=found["owed"],
        plans_set=found["plans"],
        states=dict(rows.values_list("state").annotate(n=Count("pk"))),
        grades=_shown(grades),
        objections_open=objections["filed"] + objections["examined"],
        objections_decided=objections["decided"],
        late_raters=_late_raters(posts, period, closes) if late else 0,
        waiting_for_superior=found["waiting"] if late else 0,
    )


def owing_posts(agency: Agency, period: Period) -> AssignmentQuerySet:
    """Return the posts whose holder owes a plan and gets a grade at the period's end. No query."""
    exempt = EmployeeStatus.objects.on(period.ends).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    return (
        Assignment.objects.on(period.ends)
        .filter(agency=agency, employee__is_active=True)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .exclude(Exists(exempt.filter(employee=OuterRef("employee"))))
    )


def _plans(period: Period, state: str) -> QuerySet[PerformancePlan]:
    return PerformancePlan.objects.filter(assignment=OuterRef("pk"), year=period.year, state=state)


def evaluations_of(period: Period) -> QuerySet[Evaluation]:
    """Return a post's evaluations of `period`, for a subquery of assignments. No query."""
    return Evaluation.objects.filter(assignment=OuterRef("pk"), period=period)


def _late_raters(posts: AssignmentQuerySet, period: Period, closed: date) -> int:
    """How many raters left somebody with a plan undecided when the window closed."""
    done = evaluations_of(period).exclude(state=Evaluation.State.DRAFT)
    left = posts.filter(Exists(_plans(period, PerformancePlan.State.SET))).exclude(Exists(done))
    lines = RaterLine.objects.on(closed).filter(assignment__in=left.values("pk"))
    return lines.values("rater").distinct().count()


def _shown(grades: Counter[str]) -> dict[str, int] | None:
    """The distribution, hidden where it would point at persons."""
    if sum(grades.values()) < SMALLEST_UNIT:
        return None
    return {grade.value: grades[grade.value] for grade in Grade}
