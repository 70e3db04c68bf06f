"""What speaks beside the indicators of a unit when its achievement is set."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.evaluations.models.evaluation import Level
from karsa.org.models import Employee, Period, Unit
from karsa.tenancy.models import AgencyModel


class LeaderExpectation(AgencyModel):
    """How a unit's year came out against what the superior of its head expected."""

    class Verdict(models.TextChoices):
        EXCEEDED = "exceeded", _("Melampaui ekspektasi")
        MET = "met", _("Memenuhi ekspektasi")
        NOT_MET = "not_met", _("Belum memenuhi ekspektasi")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="expectations")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    words = models.TextField()
    said_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], name="expectation_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.verdict}"


class ReformIndex(AgencyModel):
    """The index of bureaucratic reform of a year: of one unit, or of the whole agency."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="reform_indices")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=6, decimal_places=2)
    scale = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(100))
    source = models.CharField(max_length=200)
    entered_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="unit_index_once"),
            models.UniqueConstraint(
                fields=["agency", "year"], condition=Q(unit=None), name="agency_index_once"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & Q(value__lte=F("scale")), name="index_within_its_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.value}"


class LevelAdvice(AgencyModel):
    """What the evaluation team recommends beside what the indicators propose."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="level_advice")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    level = models.CharField(max_length=18, choices=Level)
    reason = models.TextField()
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], name="level_advised_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.level}"
