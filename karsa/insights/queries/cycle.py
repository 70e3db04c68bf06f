"""The cycle as a funnel: where an agency's year stands, and who waits for whom."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation, Objection
from karsa.journal.models import EntryMonth
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Employee, EmployeeStatus, Period, RaterLine
from karsa.org.models.dated import current
from karsa.plans.models import PerformancePlan


@dataclass(frozen=True, slots=True)
class Plans:
    """Posts that owe a plan this year, and how far their plans are."""

    owed: int
    started: int
    proposed: int
    set: int

    @property
    def missing(self) -> int:
        """Posts without any plan yet."""
        return max(self.owed - self.started, 0)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of the period: sent, waiting for a leader, accepted."""

    sent: int
    waiting: int
    accepted: int


@dataclass(frozen=True, slots=True)
class LateRater:
    """A rater with plans of the period that nobody has evaluated yet."""

    name: str
    position: str
    missing: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """One agency in one period. Counts only: no grade of a person leaves the evaluations."""

    plans: Plans
    entries: Entries
    evaluated: int
    received: int
    objections: int
    without_rater: int


def cycle_of(actor: Actor, period: Period) -> Cycle:
    """Count the agency's cycle in `period`. Two queries, and two where posts or plans changed."""
    asked = f"cycle:{actor.agency.pk}:{period.pk}:{actor.today}"
    plans, without_rater = remembered_rows(asked, lambda: plans_of(actor, period.year))
    return Cycle(
        plans=plans,
        entries=_entries(actor, period),
        without_rater=without_rater,
        **_evaluations(actor, period),
    )


def plans_of(actor: Actor, year: int) -> tuple[Plans, int]:
    """How far the plans are, and how many posts nobody rates. Two queries of all posts."""
    owing = posts_that_owe_a_plan(actor)
    lines = RaterLine.objects.on(actor.today).filter(assignment=OuterRef("pk"))
    posts = owing.aggregate(owed=Count("pk"), without_rater=Count("pk", filter=~Exists(lines)))
    return Plans(posts["owed"], **_plan_states(actor, year, owing)), posts["without_rater"]


def posts_that_owe_a_plan(actor: Actor) -> QuerySet[Assignment]:
    """Posts held today by graded, active people whom no dated status excuses."""
    excused = EmployeeStatus.objects.on(actor.today).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    return (
        Assignment.objects.on(actor.today)
        .filter(agency=actor.agency, employee__is_active=True)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .exclude(employee__in=excused.values("employee"))
    )


def late_raters(actor: Actor, period: Period, limit: int = 8) -> tuple[LateRater, ...]:
    """Raters with the most plans still to evaluate in `period`. One query."""
    done = Evaluation.objects.filter(agency=actor.agency, period=period).exclude(state="draft")
    waiting = PerformancePlan.objects.current().filter(
        agency=actor.agency, year=period.year, state="set"
    )
    post = current(actor.today, "rater__assignments__") & Q(rater__assignments__kind="definitive")
    rows = (
        waiting.exclude(pk__in=done.values("plan"))
        .filter(post)
        .values("rater__name", "rater__assignments__position__name")
        .annotate(missing=Count("pk", distinct=True))
        .order_by("-missing", "rater__name")[:limit]
    )
    return tuple(
        LateRater(row["rater__name"], row["rater__assignments__position__name"], row["missing"])
        for row in rows
    )


def _evaluations(actor: Actor, period: Period) -> dict[str, int]:
    """Evaluations of the period; objections of every period, since each still needs its answer."""
    here = Q(period=period)
    running = Q(objection__isnull=False) & ~Q(objection__state=Objection.State.DECIDED)
    return Evaluation.objects.filter(agency=actor.agency).aggregate(
        evaluated=Count("pk", filter=here & ~Q(state="draft")),
        received=Count("pk", filter=here & Q(state__in=("received", "objected", "closed"))),
        objections=Count("pk", filter=running),
    )


def _plan_states(actor: Actor, year: int, owing: QuerySet[Assignment]) -> dict[str, int]:
    plans = PerformancePlan.objects.current().filter(
        agency=actor.agency, year=year, assignment__in=owing.values("pk")
    )
    return plans.aggregate(
        started=Count("assignment", distinct=True),
        proposed=Count("pk", filter=Q(state__in=("proposed", "agreed"))),
        set=Count("pk", filter=Q(state="set")),
    )


def _entries(actor: Actor, period: Period) -> Entries:
    """A period is whole months."""
    months = EntryMonth.objects.filter(
        agency=actor.agency, month__range=(period.starts, period.ends)
    )
    counts = months.aggregate(
        sent=Sum(F("waiting") + F("returned") + F("accepted"), default=0),
        waiting=Sum("waiting", default=0),
        accepted=Sum("accepted", default=0),
    )
    return Entries(**counts)
