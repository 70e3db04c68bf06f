"""How late a unit's cycle is: counts only, never a person's rating or feedback."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.monitoring.models import Directive
from karsa.org.models import Assignment, Employee, EmployeeStatus, Unit
from karsa.org.models.units import below
from karsa.plans.models import PerformancePlan

# An entry that waits longer than this is no longer feedback.
WAITED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cycle:
    """Counts of a unit and everything below it."""

    owed: int
    without_plan: int
    waiting_long: int
    directives_late: int


def cycle_of(actor: Actor, unit: Unit) -> Cycle:
    """Count what is late in `unit` and below. Three queries."""
    plans = PerformancePlan.objects.filter(
        assignment=OuterRef("pk"), year=actor.today.year, state=PerformancePlan.State.SET
    )
    posts = _owing(actor, unit).aggregate(
        owed=Count("pk"), missing=Count("pk", filter=~Exists(plans))
    )
    waiting = DailyEntry.objects.filter(
        below((unit.path,), "assignment__unit__path"),
        agency=actor.agency,
        state=DailyEntry.State.SENT,
        sent_at__lt=actor.now - WAITED,
    )
    late = Directive.objects.open().filter(
        below((unit.path,), "unit__path"), agency=actor.agency, due_on__lt=actor.today
    )
    return Cycle(posts["owed"], posts["missing"], waiting.count(), late.count())


def _owing(actor: Actor, unit: Unit) -> QuerySet[Assignment]:
    """Posts held today by graded, active people whom no dated status excuses."""
    excused = EmployeeStatus.objects.on(actor.today).exclude(kind__in=EmployeeStatus.OWES_PLAN)
    return (
        Assignment.objects.on(actor.today)
        .filter(below((unit.path,), "unit__path"), agency=actor.agency, employee__is_active=True)
        .exclude(employee__employment=Employee.Employment.NON_ASN)
        .exclude(employee__in=excused.values("employee"))
    )
