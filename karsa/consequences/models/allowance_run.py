from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consequences.models.allowance_rule import AllowanceRule
from karsa.org.models import Assignment, Employee, Period
from karsa.rules.allowance import STANDING_WORDS, Standing
from karsa.tenancy.models import AgencyModel


class AllowanceRunQuerySet(models.QuerySet["AllowanceRun"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office that makes it and the regent who may approve it."""
        if not actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT):
            return self.none()
        return self.filter(agency=actor.agency)


class AllowanceRun(AgencyModel):
    """One month worked out for everybody: a simulation until a second person has approved it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Simulasi")
        PROPOSED = "proposed", _("Diajukan")
        APPROVED = "approved", _("Disetujui")
        SUPERSEDED = "superseded", _("Diganti versi baru")

    month = models.DateField()  # its first day
    version = models.PositiveSmallIntegerField()
    rule = models.ForeignKey(AllowanceRule, models.PROTECT, related_name="runs")
    period = models.ForeignKey(Period, models.PROTECT, null=True, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)  # of a correction
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    people = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(default=0)  # rupiah of those who are not held
    digest = models.CharField(max_length=64, blank=True)  # empty while it is worked out
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)

    objects = AllowanceRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "month", "version"], name="allowance_run_once"
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("made_by")), name="allowance_run_takes_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False),
                name="allowance_run_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.version}"

    @property
    def is_paid(self) -> bool:
        """Whether somebody else has approved it; until then it is a simulation."""
        return self.state in (self.State.APPROVED, self.State.SUPERSEDED)

    @property
    def payable(self) -> int:
        """How many people are not held."""
        return self.people - self.held


class AllowanceLineQuerySet(models.QuerySet["AllowanceLine"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; all for the office and the regent. A leader sees nobody else's amount."""
        if actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT):
            return self.filter(agency=actor.agency).exclude(run__digest="")
        return self.own(actor)

    def own(self, actor: Actor) -> Self:
        """One's own by rules that a second person has approved: the rest is somebody's trial."""
        sound = (AllowanceRule.State.APPROVED, AllowanceRule.State.SUPERSEDED)
        mine = self.filter(agency=actor.agency, employee=actor.me, run__rule__state__in=sound)
        return mine.exclude(run__digest="")


class AllowanceLine(AgencyModel):
    """One person's month: the figures it was worked out from, and what came of it.

    How it came about is worked out again from both whenever it is asked for.
    """

    run = models.ForeignKey(AllowanceRun, models.CASCADE, related_name="lines", db_index=False)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+", db_index=False)
    standing = models.CharField(
        max_length=11, choices=[(one.value, STANDING_WORDS[one]) for one in Standing]
    )
    amount = models.BigIntegerField(null=True)  # whole rupiah; None: not enough is known
    facts: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    objects = AllowanceLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "employee"], name="allowance_line_once")
        ]
        indexes = [
            models.Index(fields=["agency", "employee"], name="allowance_line_of"),
            models.Index(fields=["run", "standing"], name="allowance_line_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.employee_id}"

    @property
    def is_held(self) -> bool:
        """Whether it is not paid now."""
        return self.standing != Standing.READY
