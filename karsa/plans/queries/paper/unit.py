"""What a unit prints together: the role-result matrix A.1.5 and the performance agreement."""

from django.db.models import Prefetch

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import (
    AgreementForm,
    BudgetLine,
    IndicatorTarget,
    MatrixRow,
    Objective,
    Party,
    RoleResultMatrixForm,
    Signature,
)
from karsa.kit.formats import day, rupiah
from karsa.org.models import Assignment, Employee
from karsa.plans import models
from karsa.plans.models import AgreementObjective, PerformanceAgreement, RoleResultMatrix
from karsa.plans.queries.paper import parts
from karsa.plans.queries.paper.quarters import quarter_plans


@in_indonesian
def matrix_form(pk: int) -> RoleResultMatrixForm:
    """Return the matrix with a cell for every row and column. Four queries."""
    rows = models.MatrixRow.objects.select_related(
        "assignment__employee", "assignment__position"
    ).order_by("order")
    matrix = (
        RoleResultMatrix.objects.select_related("owner")
        .prefetch_related("columns", Prefetch("rows", rows), "rows__cells")
        .get(pk=pk)
    )
    columns = sorted(matrix.columns.all(), key=lambda column: column.order)
    return RoleResultMatrixForm(
        subtitle=matrix.title,
        owner=matrix.owner_position or None,
        owner_employee=matrix.owner.full_name if matrix.owner else None,
        columns=tuple(column.text for column in columns),
        rows=tuple(_row(row, [column.pk for column in columns]) for row in matrix.rows.all()),
        column_label=matrix.column_label or "OUTCOME ANTARA/ OUTPUT/ LAYANAN",
    )


def _row(row: models.MatrixRow, columns: list[int]) -> MatrixRow:
    post = row.assignment
    cells = sorted(row.cells.all(), key=lambda cell: cell.order)
    return MatrixRow(
        employee=post.employee.full_name if post else None,
        position=row.position or (parts.position(post) if post else None),
        cells=tuple(
            tuple(cell.text for cell in cells if cell.column_id == column) for column in columns
        ),
    )


@in_indonesian
def agreement_form(pk: int) -> AgreementForm:
    """Return the agreement; with both parties known their statement comes first. Seven queries.

    The action plan by quarters is printed with it once that is set.
    """
    objectives = AgreementObjective.objects.order_by("order").prefetch_related("lines")
    row = (
        PerformanceAgreement.objects.select_related("agency", "unit", "first_party", "second_party")
        .prefetch_related(Prefetch("objectives", objectives), "budgets")
        .get(pk=pk)
    )
    return AgreementForm(
        unit=row.unit.name,
        year=row.year,
        agency=row.agency.name,
        objectives=tuple(map(_objective, row.objectives.all())),
        budget=tuple(
            BudgetLine(one.name or None, rupiah(one.amount) if one.amount is not None else None)
            for one in sorted(row.budgets.all(), key=lambda one: one.order)
        ),
        first=_party(row.first_party, row),
        second=_party(row.second_party, row),
        signatures=_signatures(row),
        objective_label=row.objective_label or "SASARAN",
        indicator_label=row.indicator_label or "INDIKATOR KINERJA UTAMA",
        budget_label=row.budget_label or "PROGRAM",
        actions=quarter_plans(pk) if row.actions_set_at else (),
    )


def _objective(row: AgreementObjective) -> Objective:
    lines = sorted(row.lines.all(), key=lambda line: line.order)
    return Objective(
        row.text, tuple(IndicatorTarget(line.text, line.target or None) for line in lines)
    )


def _party(person: Employee | None, agreement: PerformanceAgreement) -> Party | None:
    """A party in the post that stands highest in the agreement's year."""
    if person is None:
        return None
    posts = Assignment.objects.filter(employee=person, starts__year__lte=agreement.year)
    post = posts.select_related("position", "unit").order_by("-is_head", "-starts").first()
    return parts.party(person, post)


def _signatures(row: PerformanceAgreement) -> tuple[Signature, ...]:
    """The second party stands on the left, as these letters have it."""
    when = day(row.signed_on) if row.signed_on else None
    pairs = (("Pihak Kedua", row.second_party), ("Pihak Pertama", row.first_party))
    if row.first_party is None or row.second_party is None:
        return ()
    return tuple(
        Signature(role, person.full_name, person.nip, when) for role, person in pairs if person
    )
