from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.org.models import Employee
from karsa.plans.models.agreement import AgreementLine
from karsa.tenancy.models import AgencyModel


class QuarterActionQuerySet(models.QuerySet["QuarterAction"]):
    def visible_to(self, actor: Actor) -> Self:
        """What units plan and bring is public inside the agency."""
        return self.filter(agency=actor.agency)


class QuarterAction(AgencyModel):
    """A step of the agreement's action plan: what an indicator's quarter is to bring, and brought.

    Source: PermenPANRB 6/2022 annex IV.B.1.c. Money is whole rupiah; a target or a realisation
    that is no number is printed in words and does not count.
    """

    line = models.ForeignKey(AgreementLine, models.CASCADE, related_name="actions")
    quarter = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    target = models.CharField(max_length=60, blank=True)  # as printed: "1 dokumen"
    target_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    budget = models.BigIntegerField(null=True)
    realised = models.CharField(max_length=60, blank=True)  # as printed
    realised_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    spent = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)
    reported_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    # Another person than the reporter: only a confirmed realisation counts.
    confirmed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    key = models.UUIDField(default=uuid4, editable=False)  # the same through all versions

    objects = QuarterActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "quarter", "order"], name="quarter_action_order"
            ),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="quarter_of_a_year"),
            models.CheckConstraint(
                condition=(Q(budget__isnull=True) | Q(budget__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="quarter_action_is_money",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(reported_at__isnull=False),
                name="quarter_action_confirmed_after_report",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_reported(self) -> bool:
        """Whether somebody said what came of it."""
        return self.reported_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether another person has confirmed it."""
        return self.confirmed_at is not None
