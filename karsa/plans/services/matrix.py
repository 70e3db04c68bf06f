"""The role-result matrix (A.1.5): who brings what to each result of a leader or a team."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Assignment, Employee, Unit
from karsa.plans import policies
from karsa.plans.models import MatrixCell, MatrixColumn, MatrixRow, RoleResultMatrix
from karsa.plans.services.guards import need
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class MatrixOwner:
    """Whose matrix it is: a person, or before somebody is named their position."""

    employee: Employee | None = None
    position: str = ""


@dataclass(frozen=True, slots=True)
class RowWords:
    """One row: a person in their post, or a position nobody is named for yet."""

    assignment: Assignment | None = None
    position: str = ""


@transaction.atomic
def make_matrix(
    *,
    actor: Actor,
    unit: Unit,
    year: int,
    title: str,
    owner: MatrixOwner = MatrixOwner(),
    column_label: str = "",
) -> RoleResultMatrix:
    """Make an empty matrix of a unit and year.

    Raises PermissionDenied for whoever does not divide the unit's work; Refused for a title that
    the unit has already used this year.
    """
    if not policies.can_keep_matrix(actor, unit):
        raise PermissionDenied
    name = need(title, _("Beri judul dulu pada matriks ini."))
    if RoleResultMatrix.objects.filter(unit=unit, year=year, title=name).exists():
        raise Refused(
            _("Matriks “%(title)s” sudah ada. Buka matriks itu, atau pakai judul lain."), title=name
        )
    matrix = RoleResultMatrix.objects.create(
        agency=actor.agency,
        unit=unit,
        year=year,
        title=name,
        owner=owner.employee,
        owner_position=owner.position,
        column_label=column_label,
    )
    record(actor, "matrix.made", matrix)
    return matrix


@transaction.atomic
def set_columns(*, actor: Actor, matrix: RoleResultMatrix, texts: Sequence[str]) -> None:
    """Write the columns in order; one that is left out goes with its cells. About 5 queries."""
    found = _fillable(actor, matrix)
    wanted = [text.strip() for text in texts if text.strip()]
    kept = {row.order: row for row in found.columns.all()}
    for order, text in enumerate(wanted, start=1):
        row = kept.pop(order, None) or MatrixColumn(agency=actor.agency, matrix=found, order=order)
        if row.text != text:
            row.text = text
            row.save()
    MatrixColumn.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    record(actor, "matrix.columns", found)


@transaction.atomic
def set_rows(*, actor: Actor, matrix: RoleResultMatrix, rows: Sequence[RowWords]) -> None:
    """Write the rows in order; the same person or position keeps its cells."""
    found = _fillable(actor, matrix)
    kept = {_who(row.assignment_id, row.position): row for row in found.rows.all()}
    lasting = [kept.pop(_who(_pk(one), one.position), None) for one in rows]
    MatrixRow.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    # Orders are unique: move all out of the way before giving the new ones.
    for number, moving in enumerate((row for row in lasting if row), start=1):
        MatrixRow.objects.filter(pk=moving.pk).update(order=10_000 + number)
    for order, (row, one) in enumerate(zip(lasting, rows, strict=True), start=1):
        _put(actor, found, row, one, order)
    record(actor, "matrix.rows", found)


@transaction.atomic
def set_cells(*, actor: Actor, row: MatrixRow, column: MatrixColumn, texts: Sequence[str]) -> None:
    """Write what a row brings to a column; an empty list means no role. About 5 queries.

    Raises PermissionDenied where row and column belong to different matrices.
    """
    found = _fillable(actor, row.matrix)
    if column.matrix_id != found.pk:
        raise PermissionDenied
    row.cells.filter(column=column).delete()
    wanted = [text.strip() for text in texts if text.strip()]
    MatrixCell.objects.bulk_create(
        [
            MatrixCell(agency=actor.agency, row=row, column=column, order=number, text=text)
            for number, text in enumerate(wanted, start=1)
        ]
    )
    record(actor, "matrix.cells", row)


def _fillable(actor: Actor, matrix: RoleResultMatrix) -> RoleResultMatrix:
    found = (
        RoleResultMatrix.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=matrix.pk)
    )
    if not policies.can_fill_matrix(actor, found):
        raise PermissionDenied
    return found


def _who(assignment_id: int | None, position: str) -> object:
    return assignment_id or position


def _pk(row: RowWords) -> int | None:
    return row.assignment.pk if row.assignment else None


def _put(
    actor: Actor, matrix: RoleResultMatrix, row: MatrixRow | None, words: RowWords, order: int
) -> None:
    found = row or MatrixRow(agency=actor.agency, matrix=matrix)
    found.assignment, found.position, found.order = words.assignment, words.position, order
    found.save()
