"""Runs an import over a file: slice by slice, each kept whole or not at all."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext_noop as _

from karsa.jobs import services as jobs
from karsa.jobs.models import Batch
from karsa.jobs.verdict import Verdict, refused
from karsa.kit.bulk import without_collecting
from karsa.kit.spreadsheets import Columns, Sheet, open_sheet
from karsa.org.imports import columns
from karsa.org.imports.absence import leave_import, roster_import
from karsa.org.imports.employees import EmployeeImport
from karsa.org.imports.people_rows import known
from karsa.org.imports.raters import RaterImport
from karsa.org.imports.units import UnitImport
from karsa.org.models import Employee
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency
from karsa.tenancy.scope import scope

_OWN = _("Baris ini tentang Anda sendiri. Minta orang lain mengimpornya.")


class Importer(Protocol):
    """What can be imported: it knows its rows' number and takes them by slices."""

    total: int
    slice_size: int

    def take(
        self, rows: Sequence[tuple[int, Mapping[str, str]]], *, write_down: bool
    ) -> list[Verdict]:
        """Return a verdict per row, and write if asked."""

    def finish(self) -> None:
        """Do what needs every row."""


class MakeImporter(Protocol):
    """How an importer is made for one agency, day and file."""

    def __call__(self, agency: Agency, today: date, sheet: Sheet) -> Importer: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the columns it may have, those it must have, and who takes its rows.

    `what`: what its rows are, in words. `bars_own`: nobody brings rows about themselves. Higher
    rooms add kinds of their own.
    """

    columns: Columns
    required: Collection[str]
    importer: MakeImporter
    what: str
    bars_own: bool = False


KINDS = {
    "units": Kind(columns.UNITS, columns.UNITS_REQUIRED, UnitImport, _("unit")),
    "employees": Kind(columns.EMPLOYEES, columns.EMPLOYEES_REQUIRED, EmployeeImport, _("pegawai")),
    "raters": Kind(columns.RATERS, columns.RATERS_REQUIRED, RaterImport, _("penilai")),
    "leave": Kind(columns.LEAVE, columns.LEAVE_REQUIRED, leave_import, _("cuti")),
    "roster": Kind(columns.ROSTER, columns.ROSTER_REQUIRED, roster_import, _("giliran kerja")),
}
# What a machine may send, with nobody who looks at it first.
_OF_MACHINES: dict[str, MakeImporter] = {
    "units": partial(UnitImport, names_heads=False),
    "employees": partial(EmployeeImport, names_heads=False),
}


def open_file(kind: str, path: Path) -> Sheet:
    """Open a file of one kind. Raises Refused with what is wrong with it."""
    return open_sheet(path, KINDS[kind].columns, KINDS[kind].required)


def run(
    *,
    agency: Agency,
    today: date,
    kind: str,
    path: Path,
    write_down: bool,
    batch: Batch | None = None,
    is_sent: bool = False,
) -> Iterator[list[Verdict]]:
    """Yield the verdicts of each slice once it is kept; the last step derives raters.

    With `batch`, its progress and rows are kept with each slice, and a batch that was cut off
    goes on behind its last whole slice. Without `write_down` nothing but the batch is written.
    `is_sent`: by a machine.
    Raises Refused if the file is not of this kind.
    """
    with scope(agency):
        sheet = open_file(kind, path)
        make_importer = _OF_MACHINES[kind] if is_sent else KINDS[kind].importer
        importer = make_importer(agency, today, sheet)
        if batch:
            jobs.begin(batch, importer.total)
        own = _own_number(batch) if batch and KINDS[kind].bars_own else None
    rows = islice(sheet.rows(), batch.done if batch else 0, None)
    while part := list(islice(rows, importer.slice_size)):
        with scope(agency), transaction.atomic(), without_collecting():
            others = [row for row in part if own is None or known(row[1]["nip"]) != own]
            verdicts = importer.take(others, write_down=write_down)
            verdicts += [_barred(*row) for row in part if row not in others]
            verdicts.sort(key=lambda verdict: verdict.line)
            if batch:
                jobs.keep_rows(batch, [verdict.row(batch) for verdict in verdicts])
        yield verdicts
    if write_down:
        importer.finish()


def _own_number(batch: Batch) -> str | None:
    """The number of whoever brings the file."""
    people = Employee.objects.filter(agency=batch.agency_id, user=batch.started_by)
    return people.values_list("nip", flat=True).first() if batch.started_by else None


def _barred(line: int, cells: Mapping[str, str]) -> Verdict:
    return refused(line, cells.get("name") or cells["nip"], Refused(_OWN))
