"""The role-result matrices (MPH) of showcase units: who contributes what to the head's results."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from karsa.plans.models import MatrixCell, MatrixColumn, MatrixRow, RoleResultMatrix, WorkResult
from karsa.site.demo.plans import Plan


def write(plans: Iterable[Plan]) -> None:
    """Write a matrix for each head of a showcase unit whose people support its results."""
    chosen = [plan for plan in plans if plan.is_set and plan.post.dense]
    serving: dict[int, list[Plan]] = defaultdict(list)
    for plan in chosen:
        serving[plan.post.line.rater_id].append(plan)
    for plan in chosen:
        if plan.post.leads and serving[plan.post.row.employee_id]:
            _matrix(plan, serving[plan.post.row.employee_id])


def _matrix(head: Plan, people: list[Plan]) -> None:
    post = head.post.row
    matrix = RoleResultMatrix.objects.create(
        agency_id=post.agency_id,
        unit=post.unit,
        year=head.row.year,
        title=f"Matriks peran hasil {post.unit.name} {head.row.year}",
        owner=post.employee,
        owner_position=post.position.name,
    )
    columns = {
        result.row.pk: MatrixColumn(
            agency_id=post.agency_id, matrix=matrix, order=order, text=result.row.text
        )
        for order, result in enumerate(head.results, start=1)
    }
    rows = [
        MatrixRow(
            agency_id=post.agency_id,
            matrix=matrix,
            order=order,
            assignment=plan.post.row,
            position=plan.post.row.position.name,
        )
        for order, plan in enumerate(people, start=1)
    ]
    MatrixColumn.objects.bulk_create(columns.values())
    MatrixRow.objects.bulk_create(rows)
    pairs = zip(rows, people, strict=True)
    MatrixCell.objects.bulk_create(
        cell for row, plan in pairs for cell in _cells(row, plan, columns)
    )


def _cells(row: MatrixRow, plan: Plan, columns: dict[int, MatrixColumn]) -> Iterator[MatrixCell]:
    used: dict[int, int] = defaultdict(int)
    for result in plan.results:
        column = columns.get(result.row.supports_id or 0)
        if column and result.row.kind == WorkResult.Kind.MAIN:
            used[column.pk] += 1
            yield MatrixCell(
                agency_id=row.agency_id,
                row=row,
                column=column,
                order=used[column.pk],
                text=result.row.text,
            )
