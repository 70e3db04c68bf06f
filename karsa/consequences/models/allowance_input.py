"""What other offices know and a payout needs: amounts by post, attendance, and cuts."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Employee, Position
from karsa.tenancy.models import AgencyModel


class AllowanceAmount(AgencyModel):
    """The full monthly amount of a position from a day on, in whole rupiah."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    job_class = models.PositiveSmallIntegerField(null=True)  # kelas jabatan
    amount = models.PositiveIntegerField()
    starts = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "starts"], name="allowance_amount_once")
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.amount}"


class AllowanceInput(AgencyModel):
    """One person's month as another office's table tells it: figures by the formula's names."""

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", _("Kehadiran")
        CUTS = "cuts", _("Potongan")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=10, choices=Kind)
    figures: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "kind", "employee"], name="allowance_input_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.month:%Y-%m} {self.kind}"
