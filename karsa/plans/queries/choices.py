"""What a form offers, so that little has to be typed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from karsa.indicators.models import Indicator
from karsa.org.models import Assignment
from karsa.org.queries.heads import above
from karsa.org.queries.raters import rater_line
from karsa.plans.models import PerformancePlan, WorkResult


def supportable(plan: PerformancePlan, today: date) -> QuerySet[WorkResult]:
    """Results of today's rater that a result of `plan` may serve, whatever state they are in.

    One query now, one when the form reads the rows.
    """
    line = rater_line(plan.assignment_id, today)
    leaders = PerformancePlan.objects.exclude(state=PerformancePlan.State.SUPERSEDED).filter(
        assignment__employee=line.rater_id if line else None, year=plan.year
    )
    return WorkResult.objects.filter(plan__in=leaders.values("pk")).order_by("plan", "order")


def first_words(plan: PerformancePlan, today: date) -> dict[str, Any]:
    """A new result is assigned by the rater until somebody says otherwise. One query."""
    post = Assignment.objects.on(today).filter(employee=plan.rater_id).select_related("position")
    found = post.order_by("-is_head").first()
    return {"assigned_by": found.position.name if found else "", "kind": "main"}


def carried(plan: PerformancePlan) -> QuerySet[Indicator]:
    """Indicators that a measure of `plan` may carry, of a plan whose unit is loaded.

    A head's are the own unit's; others also serve those of the units above. No query yet.
    """
    rows = Indicator.objects.filter(agency=plan.agency_id, is_active=True)
    unit = plan.assignment.unit
    if plan.for_head:
        return rows.filter(unit=unit).order_by("name")
    return rows.filter(unit__path__in=above(unit.path)).order_by("-unit__path", "name")
