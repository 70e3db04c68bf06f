from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from karsa.accounts.actor import Actor
from karsa.evaluations.models.evaluation import Rating
from karsa.org.models import Assignment, Employee, Period
from karsa.plans.models import PerformancePlan
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


class KeptProposal(AgencyModel):
    """What the evidence of one post carried when its period was closed; nobody's decision.

    Empty ratings: not enough evidence. Without a plan nothing could be proposed.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    plan = models.ForeignKey(PerformancePlan, models.PROTECT, null=True, related_name="+")
    result_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    behaviour_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    proposal: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "assignment"], name="proposal_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.period_id}"
