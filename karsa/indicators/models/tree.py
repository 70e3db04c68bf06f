from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel, MarkedModel


class StrategicPlan(AgencyModel):
    """The region's RPJMD or an office's Renstra."""

    name = models.CharField(max_length=200)
    vision = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=0)  # of the tree that was last set

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=models.F("first_year")), name="strategic_plan_years"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StrategicPlanVersion(AgencyModel):
    """The whole tree as it was set (ditetapkan): readable for ever, whatever changes later."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="versions")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)  # of the change; empty for the first
    tree = models.JSONField()
    set_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "version"], name="strategic_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="strategic_version_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"


class StrategyItem(AgencyModel):
    """A line of the plan as its chapters have it: mission, goal, objective (sasaran), program."""

    class Kind(models.TextChoices):
        MISSION = "mission", _("Misi")
        GOAL = "goal", _("Tujuan")
        OBJECTIVE = "objective", _("Sasaran")
        PROGRAM = "program", _("Program")

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=9, choices=Kind)
    code = models.CharField(max_length=20)
    text = models.TextField()
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "code"], name="strategy_item_once"),
            models.CheckConstraint(
                condition=Q(kind="mission") | Q(parent__isnull=False),
                name="strategy_item_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ProgramBudget(AgencyModel):
    """A programme's money in a year, in whole rupiah; what is not known stays unknown."""

    program = models.ForeignKey(StrategyItem, models.CASCADE, related_name="budgets")
    year = models.PositiveSmallIntegerField()
    ceiling = models.BigIntegerField()
    realised = models.BigIntegerField(null=True)
    realised_on = models.DateField(null=True)  # the day the realisation speaks of

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "year"], name="program_budget_once"),
            models.CheckConstraint(
                condition=Q(ceiling__gte=0) & (Q(realised__isnull=True) | Q(realised__gte=0)),
                name="program_budget_is_money",
            ),
            models.CheckConstraint(
                condition=Q(realised__isnull=True) | Q(realised_on__isnull=False),
                name="program_realisation_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} {self.year}"


class PerformanceNode(MarkedModel):
    """A node of the performance tree (pohon kinerja): free of structure, owner attached later."""

    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("Outcome")
        CRITICAL_FACTOR = "critical_factor", _("Faktor penentu keberhasilan")
        CONDITION = "condition", _("Kondisi antara")

    plan = models.ForeignKey(StrategicPlan, models.PROTECT, related_name="nodes")
    code = models.CharField(max_length=20)
    level = models.CharField(max_length=20)  # as the region names it: "S0" … "S4"
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.OUTCOME)
    text = models.TextField()
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="nodes")
    objective = models.ForeignKey(StrategyItem, models.SET_NULL, null=True, related_name="nodes")
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
