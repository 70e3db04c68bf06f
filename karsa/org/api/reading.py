"""Units, positions, people and their posts, for machines."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema
from pydantic import BeforeValidator

from karsa.kit.listing import Listed, Paged, listed
from karsa.machines.door import MachineRequest, machine
from karsa.machines.models import Scope
from karsa.org.models import Assignment, Employee, Position, Unit
from karsa.org.models.dated import current

router = Router(tags=["Organisasi"])


def _as_written(value: object) -> object:
    """Take 2026-01-31 alone: any number would be read as seconds since 1970."""
    return datetime.strptime(value, "%Y-%m-%d").date() if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_as_written)]


class UnitSaid(Schema):
    """A unit of the tree. `path` sorts a unit before all below it."""

    id: int
    external_id: str
    name: str
    kind: str
    parent: int | None
    path: str
    is_open: bool


class PositionSaid(Schema):
    """A kind of post."""

    id: int
    name: str
    kind: str
    grade: str


class EmployeeSaid(Schema):
    """Somebody who works here. No birth, telephone or address leaves by this door."""

    id: int
    external_id: str
    nip: str
    name: str
    employment: str
    rank: str
    is_active: bool


class AssignmentSaid(Schema):
    """Who holds which position in which unit, from when until when."""

    id: int
    employee: int
    nip: str
    position: int
    unit: int
    kind: str
    is_head: bool
    starts: date
    ends: date | None


class OnDay(Paged):
    """Posts of a day; without one all there ever were."""

    pada: Day | None = Field(
        None, ge=date(1950, 1, 1), le=date(2100, 12, 31), description="Yang berlaku pada hari ini."
    )


_UNIT = {"id": 7, "external_id": "A8AC", "name": "Puskesmas Melati", "kind": "health_centre"}
_PERSON = {"nip": "199001012015030001", "name": "Rina Kartikasari"}


@router.get(
    "/units",
    response={200: Listed[UnitSaid]},
    summary="Daftar unit",
    url_name="units",
    **machine(
        Scope.UNITS,
        {
            "data": [_UNIT | {"parent": 2, "path": "/000001/000002/000007/", "is_open": True}],
            "next": None,
        },
    ),
)
def units(request: MachineRequest, asked: Query[Paged]) -> HttpResponse:
    """All units of the agency, closed ones too, by id."""
    rows = Unit.objects.filter(agency=request.agency)
    return listed(request, rows, asked, _unit)


@router.get(
    "/positions",
    response={200: Listed[PositionSaid]},
    summary="Daftar jabatan",
    url_name="positions",
    **machine(
        Scope.UNITS,
        {
            "data": [{"id": 3, "name": "Bidan Terampil", "kind": "functional", "grade": ""}],
            "next": None,
        },
    ),
)
def positions(request: MachineRequest, asked: Query[Paged]) -> HttpResponse:
    """All positions of the agency, by id."""
    rows = Position.objects.filter(agency=request.agency)
    return listed(request, rows, asked, lambda row: _values(row, "id name kind grade"))


@router.get(
    "/employees",
    response={200: Listed[EmployeeSaid]},
    summary="Daftar pegawai",
    url_name="employees",
    **machine(
        Scope.PEOPLE,
        {
            "data": [
                {"id": 9, "external_id": "", **_PERSON}
                | {"employment": "pns", "rank": "III/c", "is_active": True}
            ],
            "next": None,
        },
    ),
)
def employees(request: MachineRequest, asked: Query[Paged]) -> HttpResponse:
    """All employees of the agency, those who left too, by id."""
    rows = Employee.objects.filter(agency=request.agency)
    names = "id external_id nip name employment rank is_active"
    return listed(request, rows, asked, lambda row: _values(row, names))


@router.get(
    "/assignments",
    response={200: Listed[AssignmentSaid]},
    summary="Daftar penempatan",
    url_name="assignments",
    **machine(
        Scope.PEOPLE,
        {
            "data": [
                {"id": 11, "employee": 9, "nip": _PERSON["nip"], "position": 3, "unit": 7}
                | {"kind": "definitive", "is_head": False, "starts": "2024-01-02", "ends": None}
            ],
            "next": None,
        },
    ),
)
def assignments(request: MachineRequest, asked: Query[OnDay]) -> HttpResponse:
    """Who works where: all posts with their days, by id, or those of one day."""
    rows = Assignment.objects.filter(agency=request.agency).select_related("employee")
    if asked.pada:
        rows = rows.filter(current(asked.pada))
    return listed(request, rows, asked, _assignment)


def _unit(row: Unit) -> dict[str, Any]:
    return _values(row, "id external_id name kind path is_open") | {"parent": row.parent_id}


def _assignment(row: Assignment) -> dict[str, Any]:
    return _values(row, "id kind is_head starts ends") | {
        "employee": row.employee_id,
        "nip": row.employee.nip,
        "position": row.position_id,
        "unit": row.unit_id,
    }


def _values(row: object, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}
