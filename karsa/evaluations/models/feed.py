from django.db import models

from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class DeadlineFeed(AgencyModel):
    """A secret address of one person's deadlines; only its digest is kept."""

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="deadline_feed")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="feed_by_digest")]

    def __str__(self) -> str:
        return f"{self.employee_id}"
