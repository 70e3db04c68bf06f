from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.development.models.competence import Competence
from karsa.development.models.course import Course
from karsa.development.models.people import OfPersonQuerySet
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class DevelopmentItem(AgencyModel):
    """A line of somebody's development plan of a year: what is missing, how and when to learn it.

    The person or the leader proposes; the other one agrees. Who changes it proposes anew.
    """

    class Origin(models.TextChoices):
        GAP = "gap", _("Kesenjangan kompetensi")
        BEHAVIOUR = "behaviour", _("Evaluasi perilaku")
        FEEDBACK = "feedback", _("Umpan balik")
        INDICATOR = "indicator", _("Indikator yang tertinggal")
        OWN = "own", _("Keinginan sendiri")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Diusulkan")
        AGREED = "agreed", _("Disepakati")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Tidak jadi")

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="development")
    year = models.PositiveSmallIntegerField()
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="items")
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.OWN)
    reason = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Course.Kind)
    course = models.ForeignKey(Course, models.PROTECT, null=True, related_name="items")
    activity = models.CharField(max_length=300)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    agreed_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    objects = OfPersonQuerySet["DevelopmentItem"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreed_by=models.F("proposed_by")), name="development_takes_two"
            )
        ]
        indexes = [
            models.Index(fields=["agency", "year", "employee"], name="development_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year}: {self.activity}"

    @property
    def is_own(self) -> bool:
        """The person proposed it, so their leader answers; else the person does."""
        return self.proposed_by_id == self.employee_id


class TrainingBudget(AgencyModel):
    """What a year may spend on learning, by budget line."""

    year = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "line"], name="budget_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.line}"


class DevelopmentPlanQuerySet(models.QuerySet["DevelopmentPlan"]):
    def visible_to(self, actor: Actor) -> Self:
        """Numbers only: public inside the agency."""
        return self.filter(agency=actor.agency)


class DevelopmentPlan(AgencyModel):
    """The agency's yearly plan as the head of region approved it."""

    year = models.PositiveSmallIntegerField()
    # What stood there when it was approved: {"needs": [...], "sessions": [...], "budget": ...}.
    content: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    approved_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    approved_on = models.DateField()

    objects = DevelopmentPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year"], name="development_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}"
