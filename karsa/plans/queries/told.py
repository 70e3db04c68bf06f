"""Plans as machines are told of them: those that are set, with their results and measures."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from karsa.plans.models import PerformancePlan, WorkResult
from karsa.tenancy.models import Agency


def told_plans(agency: Agency, year: int, since: date | None) -> QuerySet[PerformancePlan]:
    """Return the plans in force in `year`, or set since a day of the agency's. Three queries."""
    rows = PerformancePlan.objects.filter(agency=agency, year=year, state=PerformancePlan.State.SET)
    if since:
        rows = rows.filter(set_at__gte=datetime.combine(since, time(), ZoneInfo(agency.zone)))
    return rows.select_related("assignment__employee").prefetch_related("results__measures")


def plan_told(plan: PerformancePlan) -> dict[str, Any]:
    """Return a plan of `told_plans` as plain values. No query."""
    post = plan.assignment
    results = sorted(plan.results.all(), key=lambda result: result.order)
    return {
        "id": plan.pk,
        "assignment": post.pk,
        "nip": post.employee.nip,
        "year": plan.year,
        "version": plan.version,
        "state": plan.state,
        "approach": plan.approach,
        "starts": plan.starts,
        "ends": plan.ends,
        "set_at": plan.set_at,
        "results": [_result(result) for result in results],
    }


def _result(result: WorkResult) -> dict[str, Any]:
    measures = sorted(result.measures.all(), key=lambda measure: measure.order)
    return {
        "kind": result.kind,
        "text": result.text,
        "measures": [
            {"text": one.text, "target": one.target, "aspect": one.aspect} for one in measures
        ],
    }
