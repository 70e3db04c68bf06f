"""Final grades as machines are told of them: nothing can change them any more."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from karsa.evaluations.models import Evaluation
from karsa.tenancy.models import Agency

_FINAL = (Evaluation.State.CLOSED, Evaluation.State.DECIDED_ON_OBJECTION)


def told_evaluations(agency: Agency, year: int, since: date | None) -> QuerySet[Evaluation]:
    """Return the final evaluations of a year, or those signed since a day. One query."""
    rows = Evaluation.objects.filter(agency=agency, period__year=year, state__in=_FINAL)
    if since:
        rows = rows.filter(signed_on__gte=since)
    return rows.select_related("assignment__employee", "period")


def evaluation_told(row: Evaluation) -> dict[str, Any]:
    """Return an evaluation of `told_evaluations` as plain values: no words anybody wrote."""
    return {
        "id": row.pk,
        "plan": row.plan_id,
        "assignment": row.assignment_id,
        "nip": row.assignment.employee.nip,
        "year": row.period.year,
        "period": row.period.number,
        "result_rating": row.result_rating,
        "behaviour_rating": row.behaviour_rating,
        "grade": row.grade,
        "signed_on": row.signed_on,
        "on_objection": row.state == Evaluation.State.DECIDED_ON_OBJECTION,
    }
