from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; those of others for the office of personnel."""
        mine = self.filter(agency=actor.agency)
        return mine if actor.has(Role.PERFORMANCE_MANAGER) else mine.filter(employee=actor.me)


class DataRequest(AgencyModel):
    """Somebody asks that data about them be corrected or erased; the office answers."""

    class Kind(models.TextChoices):
        CORRECT = "correct", _("Perbaiki")
        ERASE = "erase", _("Hapus")

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu jawaban")
        DONE = "done", _("Dipenuhi")
        REFUSED = "refused", _("Tidak dapat dipenuhi")

    kind = models.CharField(max_length=7, choices=Kind)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    why = models.TextField(max_length=1000)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answered_by=models.F("employee")),
                name="data_request_answered_by_other",
            )
        ]
        indexes = [models.Index(fields=["agency", "-asked_at"], name="data_request_newest")]

    def __str__(self) -> str:
        return f"{self.kind} #{self.employee_id}"
