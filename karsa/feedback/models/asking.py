from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.feedback.models.feedback import Feedback
from karsa.org.models import Employee
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel


class RequestQuerySet(models.QuerySet["FeedbackRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """What one asked, and what one is asked."""
        mine = Q(asked=actor.me) | Q(asked_by=actor.me)
        return self.filter(mine, agency=actor.agency)

    def open_on(self, day: date) -> Self:
        """Not answered, not taken back, not too old."""
        return self.filter(answer=None, withdrawn_on=None, expires__gte=day)


class FeedbackRequest(AgencyModel):
    """Somebody is asked for feedback on a plan's holder: a colleague, or an outside party by link.

    Of the link only a keyed hash is kept. `work` are the words the outside party reads.
    """

    plan = models.ForeignKey(PerformancePlan, models.PROTECT, related_name="feedback_requests")
    result = models.ForeignKey(WorkResult, models.PROTECT, null=True, related_name="+")
    value = models.CharField(max_length=30, blank=True)
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    party = models.CharField(max_length=200, blank=True)
    token = models.CharField(max_length=64, blank=True)
    work = models.TextField(max_length=500, blank=True)
    day = models.DateField()
    expires = models.DateField()
    withdrawn_on = models.DateField(null=True)
    answer = models.ForeignKey(Feedback, models.PROTECT, null=True, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked__isnull=False, token="", party="")
                | (Q(asked__isnull=True) & ~Q(token="") & ~Q(party="")),
                name="request_asks_a_colleague_or_an_outside_party",
            ),
            models.UniqueConstraint(
                fields=["agency", "token"], condition=~Q(token=""), name="request_once_per_token"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "asked", "expires"], name="request_to_somebody"),
            models.Index(fields=["agency", "asked_by", "-day"], name="request_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} #{self.pk}"
