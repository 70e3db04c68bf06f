from typing import Self

from django.db import models

from karsa.accounts.actor import Actor
from karsa.org.models import Assignment, Employee, Unit
from karsa.tenancy.models import AgencyModel


class MatrixQuerySet(models.QuerySet["RoleResultMatrix"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who does what is public inside the agency."""
        return self.filter(agency=actor.agency)


class RoleResultMatrix(AgencyModel):
    """The role-result matrix (MPH, A.1.5): who contributes what to which result of a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matrices")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    owner_position = models.CharField(max_length=200, blank=True)
    column_label = models.CharField(max_length=200, blank=True)

    objects = MatrixQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "title"], name="matrix_once")
        ]

    def __str__(self) -> str:
        return self.title


class MatrixColumn(AgencyModel):
    matrix = models.ForeignKey(RoleResultMatrix, models.CASCADE, related_name="columns")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matrix", "order"], name="matrix_column")]

    def __str__(self) -> str:
        return self.text


class MatrixRow(AgencyModel):
    """A person or, before somebody is named, a position."""

    matrix = models.ForeignKey(RoleResultMatrix, models.CASCADE, related_name="rows")
    order = models.PositiveSmallIntegerField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    position = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matrix", "order"], name="matrix_row")]

    def __str__(self) -> str:
        return self.position


class MatrixCell(AgencyModel):
    """One contribution: a result that a person delivers to a column."""

    row = models.ForeignKey(MatrixRow, models.CASCADE, related_name="cells")
    column = models.ForeignKey(MatrixColumn, models.CASCADE, related_name="cells")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "column", "order"], name="matrix_cell")
        ]

    def __str__(self) -> str:
        return self.text
