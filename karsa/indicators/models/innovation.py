from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.indicators.models.indicator import Indicator
from karsa.org.models import Employee, Unit
from karsa.tenancy.models import AgencyModel


class InnovationQuerySet(models.QuerySet["Innovation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Innovations are there to be copied: public inside the agency."""
        return self.filter(agency=actor.agency)


class Innovation(AgencyModel):
    """A problem, what was changed, and whether an indicator moved since."""

    class State(models.TextChoices):
        IDEA = "idea", _("Gagasan")
        TRIAL = "trial", _("Uji coba")
        RUNNING = "running", _("Berjalan")
        STOPPED = "stopped", _("Dihentikan")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="innovations")
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="innovations")
    title = models.CharField(max_length=200)
    problem = models.TextField()
    change = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.IDEA)
    indicator = models.ForeignKey(Indicator, models.SET_NULL, null=True, related_name="innovations")
    changed_on = models.DateField(null=True)  # parts the months before from the months after
    lesson = models.TextField(blank=True)

    objects = InnovationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="idea") | models.Q(changed_on__isnull=False),
                name="innovation_began_on_a_day",
            )
        ]
        indexes = [models.Index(fields=["agency", "-id"], name="innovation_newest")]

    def __str__(self) -> str:
        return self.title


class InnovationMember(AgencyModel):
    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["innovation", "employee"], name="innovation_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id}: {self.employee_id}"


class Replication(AgencyModel):
    """Another unit that took the innovation over, since when and how it goes there."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="replications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["innovation", "unit"], name="replication_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.innovation_id} -> {self.unit_id}"
