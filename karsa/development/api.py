"""Completed trainings for machines, and the file SIASN takes."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema

from karsa.audit.services import record
from karsa.development.models import Registration
from karsa.development.queries.tables import SIASN_HEADER, siasn_rows
from karsa.kit import clock, downloads
from karsa.kit.listing import Listed, Yearly, listed
from karsa.machines.door import MachineRequest, machine
from karsa.machines.models import Scope
from karsa.org.queries.actor import system_actor

router = Router(tags=["Pelatihan"])


class TrainingSaid(Schema):
    """A training somebody completed, and the hours (JP) it gave."""

    id: int
    nip: str
    course: str
    provider: str
    hours: int
    completed_on: date


class OfYear(Schema):
    """Which year."""

    tahun: int = Field(ge=2000, le=2100)


_EXAMPLE = {
    "id": 8,
    "nip": "199001012015030001",
    "course": "Penanganan ibu hamil berisiko",
    "provider": "Bapelkes",
    "hours": 20,
    "completed_on": "2026-02-12",
}


@router.get(
    "/trainings",
    response={200: Listed[TrainingSaid]},
    summary="Pelatihan yang selesai",
    url_name="trainings",
    **machine(Scope.TRAINING, {"data": [_EXAMPLE], "next": None}),
)
def trainings(request: MachineRequest, asked: Query[Yearly]) -> HttpResponse:
    """Trainings completed in a year with their hours, by id."""
    rows = Registration.objects.filter(agency=request.agency, completed_on__year=asked.tahun)
    if asked.sejak:
        rows = rows.filter(completed_on__gte=asked.sejak)
    return listed(request, rows.select_related("employee", "session__course"), asked, _said)


@router.get(
    "/siasn/kursus",
    response={200: str},
    summary="Kursus untuk SIASN (CSV)",
    url_name="siasn_courses",
    **machine(Scope.TRAINING, f"{','.join(SIASN_HEADER)}\r\n", "text/csv"),
)
def siasn_courses(request: MachineRequest, asked: Query[OfYear]) -> HttpResponse:
    """The trainings of a year in the columns of SIASN. That it was taken is recorded."""
    actor = system_actor(request.agency, clock.now())
    record(actor, "machines.courses_taken", request.auth)
    rows = siasn_rows(actor, asked.tahun)
    return downloads.table(f"siasn-kursus-{asked.tahun}", "csv", SIASN_HEADER, rows)


def _said(row: Registration) -> dict[str, Any]:
    course = row.session.course
    return {
        "id": row.pk,
        "nip": row.employee.nip,
        "course": course.title,
        "provider": course.provider,
        "hours": row.hours,
        "completed_on": row.completed_on,
    }
