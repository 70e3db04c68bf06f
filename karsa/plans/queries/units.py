"""What a unit plans together in a year: its agreement and its matrices, as pages show them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from karsa.accounts.actor import Actor
from karsa.org.models import Unit
from karsa.plans import policies
from karsa.plans.models import (
    AgreementObjective,
    MatrixColumn,
    MatrixRow,
    PerformanceAgreement,
    RoleResultMatrix,
)

State = PerformanceAgreement.State


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's agreements of a year, newest first, and its matrices."""

    agreements: tuple[PerformanceAgreement, ...]
    matrices: tuple[RoleResultMatrix, ...]


def unit_year(actor: Actor, unit: Unit, year: int) -> UnitYear:
    """Return what `unit` plans together in `year`. Two queries."""
    agreements = PerformanceAgreement.objects.visible_to(actor).filter(unit=unit, year=year)
    matrices = RoleResultMatrix.objects.visible_to(actor).filter(unit=unit, year=year)
    return UnitYear(
        tuple(agreements.order_by("-version")),
        tuple(matrices.select_related("owner").order_by("pk")),
    )


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a row brings to a column."""

    column: MatrixColumn
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of the matrix with a cell for every column."""

    row: MatrixRow
    name: str
    position: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The matrix as a table."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def filled(self) -> int:
        """How many rows have a role."""
        return sum(any(cell.texts for cell in row.cells) for row in self.rows)


def grid_of(matrix: RoleResultMatrix) -> Grid:
    """Return the matrix as a table. Three queries for any size."""
    columns = tuple(matrix.columns.order_by("order"))
    rows = (
        matrix.rows.select_related("assignment__employee", "assignment__position")
        .prefetch_related("cells")
        .order_by("order")
    )
    return Grid(columns, tuple(_row(row, columns) for row in rows))


def _row(row: MatrixRow, columns: tuple[MatrixColumn, ...]) -> GridRow:
    cells = sorted(row.cells.all(), key=lambda cell: cell.order)
    post = row.assignment
    return GridRow(
        row=row,
        name=post.employee.full_name if post else "",
        position=row.position or (post.position.name if post else ""),
        cells=tuple(
            GridCell(column, tuple(one.text for one in cells if one.column_id == column.pk))
            for column in columns
        ),
    )


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement with its parts, and what the reader may do with it now."""

    agreement: PerformanceAgreement
    objectives: tuple[AgreementObjective, ...]
    drafts: bool
    signs: bool
    returns: bool
    revises: bool


def agreement_page(actor: Actor, agreement: PerformanceAgreement) -> AgreementPage:
    """Return the page of an agreement whose unit is loaded. Three queries for any size."""
    objectives = agreement.objectives.select_related("node").prefetch_related(
        Prefetch("lines", to_attr="ordered")
    )
    keeps = policies.can_draft_agreement(actor, agreement.unit)
    first, second = (
        policies.can_sign_first(actor, agreement),
        policies.can_sign_second(actor, agreement),
    )
    state = agreement.state
    return AgreementPage(
        agreement=agreement,
        objectives=tuple(objectives.order_by("order")),
        drafts=keeps and state == State.DRAFT,
        signs=(first and state == State.DRAFT) or (second and state == State.PROPOSED),
        returns=second and state == State.PROPOSED,
        revises=keeps and state == State.SIGNED,
    )
