from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from karsa.accounts.actor import Actor
from karsa.evaluations.models.evaluation import Rating
from karsa.files.models import StoredFile
from karsa.kit.plain import PlainEncoder
from karsa.org.models import Assignment, Employee, Period
from karsa.plans.models import PerformancePlan
from karsa.rules.decision import Hearing
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


class TakeoverQuerySet(models.QuerySet["Takeover"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person's own, and those one took over."""
        return self.filter(
            Q(assignment__employee=actor.me) | Q(taken_by=actor.me), agency=actor.agency
        )


class Takeover(AgencyModel):
    """A late rater's superior takes the rating over; the person is heard first (annex IV.A.11)."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="takeovers")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    reason = models.TextField()
    taken_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    taken_on = models.DateField()
    heard_until = models.DateField()
    # What the person says about it, in their own words, and when that was.
    statement = models.TextField(blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField(null=True)

    objects = TakeoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "period"], name="taken_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.period_id}"

    @property
    def hearing(self) -> Hearing:
        """Until when the person is heard."""
        return Hearing(self.heard_until, self.said_on is not None)


class KeptProposal(AgencyModel):
    """What the evidence of one post carried when its period was closed; nobody's decision.

    Empty ratings: not enough evidence. Without a plan nothing could be proposed.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    plan = models.ForeignKey(PerformancePlan, models.PROTECT, null=True, related_name="+")
    result_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    behaviour_rating = models.CharField(max_length=5, choices=Rating, blank=True)
    proposal: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, encoder=PlainEncoder
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "assignment"], name="proposal_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.period_id}"


class ReportTaken(AgencyModel):
    """Who took a period's report upwards, and how many objections were decided by then."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    decided = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.period_id} {self.taken_at:%Y-%m-%d}"
