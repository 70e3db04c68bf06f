from typing import Self

from django.db import models
from django.db.models import F, Q

from karsa.accounts.actor import Actor
from karsa.org.models import Employee, Period
from karsa.tenancy.models import AgencyModel


class PeriodReopeningQuerySet(models.QuerySet["PeriodReopening"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of the agency's; the pages are the office's and the regent's."""
        return self.filter(agency=actor.agency)


class PeriodReopening(AgencyModel):
    """One person asks, with a reason, that a closed period be opened again; another agrees."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="reopenings")
    reason = models.TextField()
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    agreed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)

    objects = PeriodReopeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=Q(agreed_by=None), name="reopening_asked_once"
            ),
            models.CheckConstraint(
                condition=~Q(agreed_by=F("asked_by")), name="reopening_takes_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.asked_on}"
