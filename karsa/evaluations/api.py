"""Final grades for machines, and the file SIASN takes."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from ninja import Field, Query, Router, Schema

from karsa.audit.services import record
from karsa.evaluations.queries.siasn import siasn_items
from karsa.evaluations.queries.told import evaluation_told, told_evaluations
from karsa.kit import clock
from karsa.kit.listing import Listed, Yearly, listed
from karsa.kit.problems import Problem
from karsa.machines.door import MachineRequest, machine, told
from karsa.machines.models import Scope
from karsa.org.models import Period
from karsa.org.queries.actor import system_actor

router = Router(tags=["Penilaian"])


class EvaluationSaid(Schema):
    """A final grade of a post in a period (0: the whole year)."""

    id: int
    plan: int
    assignment: int
    nip: str
    year: int
    period: int
    result_rating: str
    behaviour_rating: str
    grade: str
    signed_on: date | None
    on_objection: bool


class OfPeriod(Schema):
    """Which period: its year and number."""

    tahun: int = Field(ge=2000, le=2100)
    periode: int = Field(ge=1, le=12, description="Nomor bulan atau triwulan.")


_EXAMPLE = {
    "id": 21,
    "plan": 5,
    "assignment": 11,
    "nip": "199001012015030001",
    "year": 2026,
    "period": 1,
    "result_rating": "meets",
    "behaviour_rating": "above",
    "grade": "good",
    "signed_on": "2026-04-08",
    "on_objection": False,
}


@router.get(
    "/evaluations",
    response={200: Listed[EvaluationSaid]},
    summary="Predikat yang sudah final",
    url_name="evaluations",
    **machine(Scope.GRADES, {"data": [_EXAMPLE], "next": None}),
)
def evaluations(request: MachineRequest, asked: Query[Yearly]) -> HttpResponse:
    """Periodic and annual grades that nothing can change any more, by id.

    What may still be objected to is not told.
    """
    rows = told_evaluations(request.agency, asked.tahun, asked.sejak)
    return listed(request, rows, asked, evaluation_told)


@router.get(
    "/siasn/kinerja-periodik",
    response={200: list[dict[str, Any]], 404: Problem},
    summary="Kinerja periodik untuk SIASN",
    url_name="siasn_periodic",
    **machine(
        Scope.GRADES,
        [{"pnsDinilaiId": "A8ACA7", "tahun": 2026, "hasilKinerjaNilai": 2, "periodikId": 2}],
    ),
)
def siasn_periodic(request: MachineRequest, asked: Query[OfPeriod]) -> HttpResponse:
    """The signed results of a period as SIASN's `kinerjaperiodik` takes them.

    People without a SIASN id are left out. That it was taken is recorded.
    """
    rows = Period.objects.filter(agency=request.agency, year=asked.tahun, number=asked.periode)
    period = rows.first()
    if period is None:
        raise Http404
    record(
        system_actor(request.agency, clock.now()),
        "evaluations.siasn_taken",
        period,
        note=request.auth.name,
    )
    return told(list(siasn_items(request.agency, period)))
