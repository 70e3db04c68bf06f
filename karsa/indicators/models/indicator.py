from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.models.tree import PerformanceNode, StrategyItem
from karsa.org.models import Service, Unit
from karsa.tenancy.models import MarkedModel


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, actor: Actor) -> Self:
        """Indicators are public inside the agency."""
        return self.filter(agency=actor.agency)


class Indicator(MarkedModel):
    """A key performance indicator (IKU) and the unit that answers for it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="indicators")
    node = models.ForeignKey(PerformanceNode, models.PROTECT, null=True, related_name="indicators")
    objective = models.ForeignKey(
        StrategyItem, models.SET_NULL, null=True, related_name="indicators"
    )
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="indicators")
    code = models.SlugField(max_length=40, blank=True)  # what a machine calls it
    name = models.CharField(max_length=300)
    is_active = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)  # others may start from its card

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "unit"], name="indicator_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=~Q(code=""), name="indicator_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorCard(MarkedModel):
    """The definition card (manual IKU). A change is a new version with its reason."""

    class Polarity(models.TextChoices):
        MAXIMIZE = "maximize", _("Makin tinggi makin baik")
        MINIMIZE = "minimize", _("Makin rendah makin baik")
        STABILIZE = "stabilize", _("Tetap di sasaran")
        RANGE = "range", _("Dalam rentang")

    class Consolidation(models.TextChoices):
        SUM = "sum", _("Jumlah")
        AVERAGE = "average", _("Rata-rata")
        LAST = "last", _("Nilai terakhir")
        WEIGHTED = "weighted", _("Rata-rata tertimbang")

    class Quality(models.TextChoices):
        OUTCOME = "outcome", _("Outcome")
        INTERMEDIATE = "intermediate", _("Outcome antara")
        LOW_CONTROL = "low_control", _("Output kendali rendah")

    class Validity(models.TextChoices):
        EXACT = "exact", _("Tepat")
        PROXY = "proxy", _("Proksi")
        ACTIVITY = "activity", _("Aktivitas")

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", _("Bulanan")
        QUARTERLY = "quarterly", _("Triwulan")
        HALF_YEARLY = "half_yearly", _("Semesteran")
        YEARLY = "yearly", _("Tahunan")

    class Aspect(models.TextChoices):
        QUANTITY = "quantity", _("Kuantitas")
        QUALITY = "quality", _("Kualitas")
        TIME = "time", _("Waktu")
        COST = "cost", _("Biaya")

    class Statistic(models.TextChoices):
        """How the events of a month become its figure."""

        COUNT = "count", _("Banyaknya")
        SUM = "sum", _("Jumlah nilai")
        MEAN = "mean", _("Rata-rata")
        MEDIAN = "median", _("Median")
        P90 = "p90", _("Persentil ke-90")
        SHARE = "share", _("Persen dalam batas janji layanan")

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="cards")
    version = models.PositiveSmallIntegerField(default=1)
    reason = models.CharField(max_length=300, blank=True)  # of the change; empty for the first
    purpose = models.TextField(blank=True)
    definition = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    measure = models.CharField(max_length=40)  # "%", "menit", "orang"
    polarity = models.CharField(max_length=10, choices=Polarity, default=Polarity.MAXIMIZE)
    quality = models.CharField(max_length=14, choices=Quality, default=Quality.OUTCOME)
    validity = models.CharField(max_length=10, choices=Validity, default=Validity.EXACT)
    over_time = models.CharField(max_length=10, choices=Consolidation, default=Consolidation.LAST)
    over_places = models.CharField(
        max_length=10, choices=Consolidation, default=Consolidation.AVERAGE
    )
    aspect = models.CharField(max_length=8, choices=Aspect, blank=True)
    statistic = models.CharField(max_length=6, choices=Statistic, default=Statistic.MEAN)
    promise = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # of one event
    # What one event or month can believably be; beyond it a person looks first.
    plausible_low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    plausible_high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    causes = models.TextField(blank=True)  # the usual ones when it lags, one on a line
    source = models.TextField(blank=True)
    provider = models.CharField(max_length=200, blank=True)
    frequency = models.CharField(max_length=12, choices=Frequency, default=Frequency.MONTHLY)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="card_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} v{self.version}"
