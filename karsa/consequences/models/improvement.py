"""Months to improve, with a plan, coaching and checkpoints, before anything else is decided."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consequences.models.steps import Step
from karsa.evaluations.models import Evaluation
from karsa.feedback.models import Guidance
from karsa.org.models import Assignment, Employee, RaterLine
from karsa.org.models.dated import current
from karsa.rules.improvement import OUTCOME_NAMES
from karsa.tenancy.models import AgencyModel


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person, who rates them or reviews it today, and the office of personnel.

        Who did before reads it no more, also who began it. The head of region too once it ended
        without success: who decides reads first.
        """
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER):
            return mine
        now = current(actor.today) & current(actor.today, "assignment__")
        lines = RaterLine.objects.filter(now, agency=actor.agency)
        mine_to_rate = lines.filter(Q(rater=actor.me) | Q(reviewer=actor.me))
        posts = mine_to_rate.filter(assignment__kind=Assignment.Kind.DEFINITIVE)
        seen = (
            Q(employee=actor.me)
            | Q(assignment__in=mine_to_rate.values("assignment"))
            | Q(employee__in=posts.values("assignment__employee"))
        )
        if actor.has(Role.REGENT):
            going = (Improvement.State.RUNNING, Improvement.State.IMPROVED)
            seen |= ~Q(state__in=going)
        return mine.filter(seen)

    def for_page(self) -> Self:
        """With the people and the grade it rests on."""
        return self.select_related(
            "employee",
            "begun_by",
            "assignment__unit",
            "assignment__position",
            "evaluation__period",
            "agency",
        )


_OUTCOMES = [(code.value, _(name)) for code, name in OUTCOME_NAMES.items()]


class Improvement(AgencyModel):
    """One improvement period (PP 30/2019 Pasal 56-58), or what a PPPK's contract provides."""

    class State(models.TextChoices):
        RUNNING = "running", _("Berjalan")
        IMPROVED = "improved", _("Kinerja membaik")
        NOT_IMPROVED = "not_improved", _("Belum membaik")
        TESTED = "tested", _("Sudah uji kompetensi")
        PLACED = "placed", _("Sudah diputuskan")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="improvements")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    evaluation = models.OneToOneField(Evaluation, models.PROTECT, related_name="improvement")
    employment = models.CharField(max_length=14, choices=Employee.Employment)
    contract = models.CharField(max_length=200, blank=True)  # the clause, for a PPPK
    source = models.CharField(max_length=200)  # the rules it was begun under
    state = models.CharField(max_length=12, choices=State, default=State.RUNNING)
    begun_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    starts = models.DateField()
    ends = models.DateField()
    test_passed = models.BooleanField(null=True)
    outcome = models.CharField(max_length=14, choices=_OUTCOMES, blank=True)

    objects = ImprovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee"], condition=Q(state="running"), name="improvement_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(begun_by=F("employee")), name="improvement_begun_by_another"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="improvement_takes_time"
            ),
            models.CheckConstraint(
                condition=Q(state="placed") ^ Q(outcome=""), name="improvement_placed_by_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.state}"

    @property
    def is_pns(self) -> bool:
        """A PPPK has the contract instead of the competence test."""
        return self.employment == Employee.Employment.PNS


class ImprovementGoal(AgencyModel):
    """What should be different, and by when."""

    improvement = models.ForeignKey(Improvement, models.CASCADE, related_name="goals")
    text = models.CharField(max_length=300)
    due = models.DateField()

    def __str__(self) -> str:
        return f"{self.improvement_id}: {self.due}"


class ImprovementStep(Step):
    """What was done in the period; coaching points at its record."""

    class Kind(models.TextChoices):
        BEGUN = "begun", _("Masa perbaikan dimulai")
        CHECKED = "checked", _("Pemeriksaan kemajuan")
        ENDED = "ended", _("Masa perbaikan diakhiri")
        TESTED = "tested", _("Uji kompetensi")
        PLACED = "placed", _("Keputusan")

    kind = models.CharField(max_length=12, choices=Kind)
    improvement = models.ForeignKey(Improvement, models.PROTECT, related_name="steps")
    guidance = models.ForeignKey(Guidance, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.improvement_id}: {self.kind}"
