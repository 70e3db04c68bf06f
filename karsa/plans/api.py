"""`GET /api/v1/plans`: the SKP that are set, for machines."""

from datetime import date, datetime

from django.http import HttpResponse
from ninja import Query, Router, Schema

from karsa.kit.listing import Listed, Yearly, listed
from karsa.machines.door import MachineRequest, machine
from karsa.machines.models import Scope
from karsa.plans.queries.told import plan_told, told_plans

router = Router(tags=["SKP"])


class MeasureSaid(Schema):
    """A measure of success (IKI), as printed."""

    text: str
    target: str
    aspect: str


class ResultSaid(Schema):
    """A planned work result (RHK)."""

    kind: str
    text: str
    measures: list[MeasureSaid]


class PlanSaid(Schema):
    """An SKP in force: one per post and year."""

    id: int
    assignment: int
    nip: str
    year: int
    version: int
    state: str
    approach: str
    starts: date
    ends: date
    set_at: datetime | None
    results: list[ResultSaid]


_EXAMPLE = {
    "id": 5,
    "assignment": 11,
    "nip": "199001012015030001",
    "year": 2026,
    "version": 1,
    "state": "set",
    "approach": "quantitative",
    "starts": "2026-01-01",
    "ends": "2026-12-31",
    "set_at": "2026-01-20T02:00:00Z",
    "results": [
        {
            "kind": "main",
            "text": "Ibu bersalin ditolong di fasilitas kesehatan",
            "measures": [{"text": "Persalinan di faskes", "target": "95%", "aspect": "quantity"}],
        }
    ],
}


@router.get(
    "/plans",
    response={200: Listed[PlanSaid]},
    summary="SKP yang ditetapkan",
    url_name="plans",
    **machine(Scope.PLANS, {"data": [_EXAMPLE], "next": None}),
)
def plans(request: MachineRequest, asked: Query[Yearly]) -> HttpResponse:
    """The plans in force in a year with their results and measures, by id.

    Drafts and what is still discussed stay between the two who discuss it.
    """
    rows = told_plans(request.agency, asked.tahun, asked.sejak)
    return listed(request, rows, asked, plan_told)
