"""Factories of plans: a set SKP with one main result, one measure and one action."""

from datetime import date
from itertools import count
from typing import Any

from karsa.org.models import Assignment
from karsa.plans.models import ActionItem, IndividualIndicator, PerformancePlan, WorkResult

_n = count(1)


def plan(assignment: Assignment, **over: Any) -> PerformancePlan:
    line = assignment.rater_lines.first()
    defaults = {
        "year": 2026,
        "state": PerformancePlan.State.SET,
        "rater": line.rater if line else None,
        "starts": date(2026, 1, 1),
        "ends": date(2026, 12, 31),
    }
    return PerformancePlan.objects.create(
        agency=assignment.agency, assignment=assignment, **(defaults | over)
    )


def result(plan: PerformancePlan, **over: Any) -> WorkResult:
    number = next(_n)
    defaults = {"order": number, "text": f"Ibu hamil mendapat layanan sesuai standar ({number})"}
    return WorkResult.objects.create(agency=plan.agency, plan=plan, **(defaults | over))


def measure(result: WorkResult, **over: Any) -> IndividualIndicator:
    defaults = {"order": next(_n), "text": "Ibu hamil terlayani", "target": "120 orang"}
    return IndividualIndicator.objects.create(
        agency=result.agency, result=result, **(defaults | over)
    )


def action(result: WorkResult, **over: Any) -> ActionItem:
    defaults = {
        "order": next(_n),
        "text": "Memeriksa ibu hamil",
        "measure": "orang",
        "starts": result.plan.starts,
        "ends": result.plan.ends,
    }
    return ActionItem.objects.create(
        agency=result.agency, plan=result.plan, result=result, **(defaults | over)
    )
