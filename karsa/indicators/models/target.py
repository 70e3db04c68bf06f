from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.indicators.models.indicator import Indicator
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel, MarkedModel


class Target(MarkedModel):
    """What is to be reached by the end of a period: the year (0) or a point of its trajectory."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)  # 0 the year, 1–12 the trajectory
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "month"], name="target_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(low__isnull=False, high__isnull=False),
                name="target_is_a_value_or_a_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}/{self.month}"


class TargetRevision(AgencyModel):
    """A change of targets that somebody else must approve, with its reason and the answer."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu persetujuan")
        APPROVED = "approved", _("Disetujui")
        REFUSED = "refused", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Ditarik")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="revisions")
    year = models.PositiveSmallIntegerField()
    # By month as in Target ("0" is the year): {"value", "low", "high", "baseline"} as text.
    targets = models.JSONField()
    reason = models.TextField()
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"],
                condition=Q(state="proposed"),
                name="target_revision_one_open",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="target_revision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False),
                name="target_revision_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""),
                name="target_revision_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}: {self.state}"


class Forecast(MarkedModel):
    """Where an indicator is heading by the year's end, made from its months; derived, never typed.

    `mean`, `low`, `high` are in the indicator's measure (80 % band) and empty where there was too
    little data; `probability` of reaching the year's target lies between 0 and 1.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="forecasts")
    year = models.PositiveSmallIntegerField()
    through_month = models.PositiveSmallIntegerField()
    months_used = models.PositiveSmallIntegerField()
    mean = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    probability = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    # What the year amounts to by each month to come: [{"month", "mean", "low", "high"}] as text.
    points = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="forecast_once_a_year"),
            models.CheckConstraint(
                condition=Q(probability__isnull=True) | Q(probability__range=(0, 1)),
                name="forecast_probability",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}"
