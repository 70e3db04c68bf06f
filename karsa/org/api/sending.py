"""The way in for the office's own system: units and people as the import of a file takes them."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.queries import report
from karsa.kit import clock
from karsa.kit.problems import Problem
from karsa.machines.door import MachineRequest, machine, once_per_key, told
from karsa.machines.models import Scope
from karsa.org.queries.actor import system_actor
from karsa.org.services.imports import run_rows

router = Router(tags=["Organisasi"])
_MOST = 500
_FIRST_ROW = 2  # a file's first row stands below its heading
Text = Annotated[str, Field(max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]
Needed = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$")]


class UnitSent(Schema):
    """A unit as the office's system knows it; columns of the import file by their own names."""

    model_config = ConfigDict(extra="forbid")

    external_id: Needed
    parent: Text = Field("", description="external_id unit di atasnya; kosong untuk puncak.")
    name: Needed
    echelon: Text = ""
    head_title: Text = ""
    order: Text = ""
    head: Text = ""


class EmployeeSent(Schema):
    """Somebody as the office's system knows them; columns of the import file by their own names."""

    model_config = ConfigDict(extra="forbid")

    nip: Needed
    name: Needed
    external_id: Text = ""
    title_before: Text = ""
    title_after: Text = ""
    born: Text = ""
    sex: Text = ""
    phone: Text = ""
    employment: Text = ""
    standing: Text = ""
    rank: Text = ""
    position_kind: Text = ""
    position: Needed
    since: Text = ""
    unit_id: Text = ""
    unit: Text = ""
    office: Text = ""


class UnitsSent(Schema):
    """Up to 500 units. With `dry_run` they are checked and nothing is written."""

    model_config = ConfigDict(extra="forbid")

    dry_run: bool = False
    rows: list[UnitSent] = Field(min_length=1, max_length=_MOST)


class EmployeesSent(Schema):
    """Up to 500 people. With `dry_run` they are checked and nothing is written."""

    model_config = ConfigDict(extra="forbid")

    dry_run: bool = False
    rows: list[EmployeeSent] = Field(min_length=1, max_length=_MOST)


class RowSaid(Schema):
    """What became of a row, counted from 1, and what to do."""

    row: int
    outcome: str
    label: str
    note: str


class Taken(Schema):
    """What became of all rows; the same rows again are unchanged."""

    batch: int
    dry_run: bool
    taken: int
    repaired: int
    refused: int
    unchanged: int
    rows: list[RowSaid]


_TAKEN_EXAMPLE = {
    "batch": 12,
    "dry_run": False,
    "taken": 1,
    "repaired": 0,
    "refused": 0,
    "unchanged": 0,
    "rows": [{"row": 1, "outcome": "Diterima", "label": "Rina Kartikasari", "note": ""}],
}


_WRITES = {200: Taken, 409: Problem}


@router.post(
    "/imports/units",
    response=_WRITES,
    summary="Kirim unit",
    url_name="units_sent",
    **machine(Scope.STAFF, _TAKEN_EXAMPLE | {"rows": []}),
)
@once_per_key
def send_units(request: MachineRequest, sent: UnitsSent) -> HttpResponse:
    """Add or change units by their external_id, as the import of a file does.

    A unit that is not sent stays as it is. Rows that are refused are named; the others are kept.
    """
    return _take(request, "units", sent)


@router.post(
    "/imports/employees",
    response=_WRITES,
    summary="Kirim pegawai",
    url_name="employees_sent",
    **machine(Scope.STAFF, _TAKEN_EXAMPLE),
)
@once_per_key
def send_employees(request: MachineRequest, sent: EmployeesSent) -> HttpResponse:
    """Add or change people by their NIP, with their post, as the import of a file does.

    Who is not sent stays as they are. Rows that are refused are named; the others are kept.
    """
    return _take(request, "employees", sent)


def _take(request: MachineRequest, kind: str, sent: UnitsSent | EmployeesSent) -> HttpResponse:
    actor = system_actor(request.agency, clock.now())
    rows = [row.model_dump() for row in sent.rows]
    batch = run_rows(actor=actor, kind=kind, rows=rows, is_trial=sent.dry_run, sender=request.auth)
    return told(_taken(batch))


def _taken(batch: Batch) -> dict[str, Any]:
    rows = [
        {"row": line - _FIRST_ROW + 1, "outcome": outcome, "label": label, "note": note}
        for line, outcome, label, note in report(batch)
    ]
    counts = {str(one): getattr(batch, str(one)) for one in BatchRow.Outcome}
    return {"batch": batch.pk, "dry_run": batch.is_trial, **counts, "rows": rows}
