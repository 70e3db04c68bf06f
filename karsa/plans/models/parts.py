from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.models import IndicatorCard
from karsa.org.models import Employee
from karsa.plans.models.plan import IndividualIndicator, PerformancePlan, WorkResult
from karsa.tenancy.models import AgencyModel, MarkedModel


class BehaviourExpectation(AgencyModel):
    """The leader's special expectation for one of the seven values."""

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="expectations")
    value = models.CharField(max_length=30)  # key of rules.behaviour.VALUES
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "value"], name="expectation_once_per_value")
        ]

    def __str__(self) -> str:
        return self.value


class AnnexItem(AgencyModel):
    """A line of the annex A.1.8: promised support, accountability, consequence."""

    class Section(models.TextChoices):
        SUPPORT = "support", _("Dukungan sumber daya")
        SCHEME = "scheme", _("Skema pertanggungjawaban")
        CONSEQUENCE = "consequence", _("Konsekuensi")

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="annex")
    section = models.CharField(max_length=12, choices=Section)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.text


class DialogueMessage(AgencyModel):
    """One turn of the dialogue: words, a proposed wording for a result, or a step of the plan.

    A proposal without a result is a new one that the leader asks for.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", _("Tanggapan")
        PROPOSAL = "proposal", _("Usulan")
        DECISION = "decision", _("Keputusan")

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="dialogue")
    author = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.COMMENT)
    result = models.ForeignKey(WorkResult, models.SET_NULL, null=True, related_name="dialogue")
    text = models.TextField()
    proposed_text = models.TextField(blank=True)
    is_taken = models.BooleanField(null=True)  # of a proposal; empty while it waits for a reply
    step = models.CharField(max_length=10, choices=PerformancePlan.State, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "-id"], name="dialogue_newest")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class ManualIndicator(AgencyModel):
    """Manual Indikator A.1.3 of a head's measure: with result and measure its nine fields."""

    measure = models.OneToOneField(IndividualIndicator, models.CASCADE, related_name="manual")
    # The indicator's own words where the plan, in words, says it otherwise; empty: the measure's.
    title = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    definition = models.TextField(blank=True)  # paragraphs, one per line
    definition_items = models.TextField(blank=True)  # one per line, printed with numbers
    formula = models.TextField(blank=True)  # optional for qualitative plans
    measurement_unit = models.CharField(max_length=60, blank=True)
    quality = models.CharField(max_length=14, choices=IndicatorCard.Quality, blank=True)
    source = models.TextField(blank=True)
    reporting_period = models.CharField(max_length=12, choices=IndicatorCard.Frequency, blank=True)

    def __str__(self) -> str:
        return self.measurement_unit


class Workblock(AgencyModel):
    """A strategy for a result (A.1.4) with its routine and its transformative parts.

    The four lists hold one step per line.
    """

    result = models.ForeignKey(WorkResult, models.CASCADE, related_name="workblocks")
    order = models.PositiveSmallIntegerField()
    initiative = models.TextField()
    intervenes_on = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    parties = models.TextField(blank=True)  # one per line
    completion_time = models.CharField(max_length=100, blank=True)
    beneficiary = models.CharField(max_length=200, blank=True)
    purpose = models.TextField(blank=True)
    budget = models.CharField(max_length=200, blank=True)
    routine_activities = models.TextField(blank=True)
    transformative_activities = models.TextField(blank=True)
    routine_milestones = models.TextField(blank=True)
    transformative_milestones = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.initiative


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, actor: Actor) -> Self:
        """Actions of the plans the actor may see."""
        plans = PerformancePlan.objects.visible_to(actor)
        return self.filter(agency=actor.agency, plan__in=plans.values("pk"))


class ActionItem(MarkedModel):
    """A step of the action plan (B.1.1) that daily entries report on."""

    plan = models.ForeignKey(PerformancePlan, models.CASCADE, related_name="actions")
    result = models.ForeignKey(WorkResult, models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    target_value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    measure = models.CharField(max_length=40, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    key = models.UUIDField(default=uuid4, editable=False)  # the same through all versions

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "plan"], name="action_of_plan")]

    def __str__(self) -> str:
        return self.text
