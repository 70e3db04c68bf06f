from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, PerformanceNode
from karsa.org.models import Employee, Unit
from karsa.plans.models.cascade import Cascade
from karsa.tenancy.models import AgencyModel


class AgreementQuerySet(models.QuerySet["PerformanceAgreement"]):
    def visible_to(self, actor: Actor) -> Self:
        """Agreements of units are public inside the agency."""
        return self.filter(agency=actor.agency)


class PerformanceAgreement(AgencyModel):
    """What a unit promises for a year (Perjanjian Kinerja); a revision is a new version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PROPOSED = "proposed", _("Ditandatangani pihak pertama")
        SIGNED = "signed", _("Ditandatangani")
        SUPERSEDED = "superseded", _("Diganti versi baru")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    first_party = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    second_party = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    # The action plan by quarters, once it is set; until then it may be written.
    actions_set_at = models.DateTimeField(null=True)
    actions_set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    # Headings as the unit prints them; empty: the usual words.
    objective_label = models.CharField(max_length=60, blank=True)
    indicator_label = models.CharField(max_length=60, blank=True)
    budget_label = models.CharField(max_length=60, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "version"], name="agreement_version")
        ]
        indexes = [models.Index(fields=["agency", "year"], name="agreement_of_year")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} v{self.version}"


class AgreementObjective(AgencyModel):
    agreement = models.ForeignKey(PerformanceAgreement, models.CASCADE, related_name="objectives")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    node = models.ForeignKey(PerformanceNode, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "order"], name="objective_order")
        ]

    def __str__(self) -> str:
        return self.text


class AgreementLine(AgencyModel):
    """An indicator of an objective with its target as it is printed and, if known, measured."""

    objective = models.ForeignKey(AgreementObjective, models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    target = models.CharField(max_length=60, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="agreement_lines"
    )
    cascade = models.CharField(max_length=8, choices=Cascade, blank=True)  # of the indicator

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objective", "order"], name="agreement_line_order")
        ]

    def __str__(self) -> str:
        return self.text


class AgreementBudget(AgencyModel):
    """A programme or activity with its money; unknown stays unknown."""

    agreement = models.ForeignKey(PerformanceAgreement, models.CASCADE, related_name="budgets")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField(null=True)  # whole rupiah

    def __str__(self) -> str:
        return self.name
