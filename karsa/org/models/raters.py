from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.tenancy.models import MarkedModel


class RaterLine(MarkedModel, Dated):
    """Who rates the holder of an assignment, and that rater's superior, from a day on.

    Explicit and dated, never read from the tree alone: an import derives it, a person corrects
    it. The reviewer is empty only where nobody stands above the rater (the head of region).
    """

    class Origin(models.TextChoices):
        DERIVED = "derived", _("Diturunkan dari struktur")
        SET = "set", _("Ditetapkan")

    assignment = models.ForeignKey("org.Assignment", models.PROTECT, related_name="rater_lines")
    rater = models.ForeignKey("org.Employee", models.PROTECT, related_name="rates")
    reviewer = models.ForeignKey("org.Employee", models.PROTECT, null=True, related_name="reviews")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.DERIVED)
    decree = models.CharField(max_length=120, blank=True)

    objects = DatedQuerySet["RaterLine"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(ends__isnull=True),
                name="raterline_one_open_per_assignment",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "rater", "starts"], name="rater_line_by_rater"),
            models.Index(fields=["agency", "reviewer", "starts"], name="rater_line_by_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} <- {self.rater_id}"


class Delegation(MarkedModel, Dated):
    """The dated authority to rate of a functional officer who leads a unit (Pasal 1.9)."""

    employee = models.ForeignKey("org.Employee", models.PROTECT, related_name="delegations")
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="delegations")
    decree = models.CharField(max_length=120)

    objects = DatedQuerySet["Delegation"].as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.employee_id} @ {self.unit_id}"
