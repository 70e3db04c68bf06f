"""The cycle as a funnel: where an agency's year stands, and who waits for whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from karsa.accounts.actor import Actor
from karsa.evaluations.models import Evaluation, Objection
from karsa.journal.models import EntryMonth
from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Employee, EmployeeStatus, Period, RaterLine
from karsa.org.queries.people import person_rows
from karsa.plans.models import PerformancePlan

LATEST = 8  # raters the page names


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
    """Entries of the period: sent, and waiting for a leader."""

    sent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class LateRater:
    """A rater with plans of the period that nobody has evaluated yet."""

    name: str
    position: str
    missing: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """One agency in one period, as it stood when it was counted.

    Counts only: no grade of a person leaves the evaluations.
    """

    counted: datetime
    plans: Plans
    entries: Entries
    evaluated: int
    objections: int  # of every period: each still needs its answer
    without_rater: int
    late: tuple[LateRater, ...]


def cycle_of(actor: Actor, period: Period) -> Cycle:
    """Return the agency's cycle in `period`, counted at most a minute ago.

    Everybody is counted, so this costs the more the larger the agency; a change of a post or plan
    shows at once. Nine queries, none within that minute.
    """
    asked = f"cycle:{actor.agency.pk}:{period.pk}:{actor.today}"
    return remembered_rows(asked, lambda: _counted(actor, period))


def _counted(actor: Actor, period: Period) -> Cycle:
    plans, without_rater = plans_of(actor, period.year)
    evaluations = Evaluation.objects.filter(agency=actor.agency, period=period)
    unanswered = Objection.objects.exclude(state=Objection.State.DECIDED)
    return Cycle(
        counted=actor.now,
        plans=plans,
        entries=_entries(actor, period),
        evaluated=evaluations.exclude(state=Evaluation.State.DRAFT).count(),
        objections=unanswered.filter(agency=actor.agency).count(),
        without_rater=without_rater,
        late=_late_raters(actor, period),
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


def _late_raters(actor: Actor, period: Period) -> tuple[LateRater, ...]:
    """Raters with the most plans still to evaluate in `period`. Four queries."""
    done = Evaluation.objects.filter(agency=actor.agency, period=period).exclude(state="draft")
    waiting = PerformancePlan.objects.current().filter(
        agency=actor.agency, year=period.year, state="set", rater__isnull=False
    )
    rows = waiting.exclude(pk__in=done.values("plan")).values_list("rater")
    missing = dict(rows.annotate(n=Count("pk")).order_by("-n", "rater")[:LATEST])
    known = Employee.objects.in_bulk(missing)
    raters = person_rows([known[pk] for pk in missing], actor.today)
    return tuple(LateRater(one.name, one.position, missing[one.pk]) for one in raters)


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
    )
    return Entries(**counts)
