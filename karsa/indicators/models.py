from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel


class StrategicPlan(AgencyModel):
    """The region's RPJMD or an office's Renstra."""

    name = models.CharField(max_length=200)
    vision = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="strategic_plan_years"
            )
        ]

    def __str__(self) -> str:
        return self.name


class PerformanceNode(AgencyModel):
    """A node of the performance tree (pohon kinerja): free of structure, owner attached later."""

    plan = models.ForeignKey(StrategicPlan, models.PROTECT, related_name="nodes")
    code = models.CharField(max_length=20)
    level = models.CharField(max_length=20)  # as the region names it: "S0" … "S4"
    text = models.TextField()
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="nodes")
    parents = models.ManyToManyField(
        "self", through="NodeLink", symmetrical=False, related_name="children"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="node_once_per_plan")]

    def __str__(self) -> str:
        return self.text


class NodeLink(AgencyModel):
    child = models.ForeignKey(PerformanceNode, models.CASCADE, related_name="up")
    parent = models.ForeignKey(PerformanceNode, models.PROTECT, related_name="down")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="node_link_once"),
            models.CheckConstraint(
                condition=~Q(child=models.F("parent")), name="node_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} -> {self.parent_id}"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, actor: Actor) -> Self:
        """Indicators are public inside the agency."""
        return self.filter(agency=actor.agency)


class Indicator(AgencyModel):
    """A key performance indicator (IKU) and the unit that answers for it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="indicators")
    node = models.ForeignKey(PerformanceNode, models.PROTECT, null=True, related_name="indicators")
    name = models.CharField(max_length=300)
    is_active = models.BooleanField(default=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "unit"], name="indicator_of_unit")]

    def __str__(self) -> str:
        return self.name


class IndicatorCard(AgencyModel):
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
        EXACT = "exact", _("Exact")
        PROXY = "proxy", _("Proxy")
        ACTIVITY = "activity", _("Activity")

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", _("Bulanan")
        QUARTERLY = "quarterly", _("Triwulan")
        HALF_YEARLY = "half_yearly", _("Semesteran")
        YEARLY = "yearly", _("Tahunan")

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


class Target(AgencyModel):
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


class Measurement(AgencyModel):
    """A realisation with its source. A correction is a new row that points at the old."""

    class State(models.TextChoices):
        REPORTED = "reported", _("Dilaporkan")
        VERIFIED = "verified", _("Terverifikasi")
        REPLACED = "replaced", _("Diganti")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    weight = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # the denominator
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.REPORTED)
    reported_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    verified_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    evidence = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="measurement_month"),
            models.UniqueConstraint(
                fields=["indicator", "year", "month"],
                condition=~Q(state="replaced"),
                name="measurement_one_valid_per_month",
            ),
        ]
        indexes = [models.Index(fields=["agency", "indicator", "year"], name="measurement_of_year")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.year}/{self.month}"
