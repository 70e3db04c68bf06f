from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.org.models import Employee, RaterLine, Unit
from karsa.tenancy.models import AgencyModel


class HelpCallQuerySet(models.QuerySet["HelpCall"]):
    def visible_to(self, actor: Actor) -> Self:
        """Names are for who calls alone: no keeper of the cycle reads them, and no rater.

        A caller who comes to rate somebody, or to review it, has lost the name that day.
        """
        mine = self.filter(agency=actor.agency, caller=actor.me, expires__gte=actor.today)
        lines = RaterLine.objects.on(actor.today).filter(agency=actor.agency)
        rated = lines.filter(Q(rater=actor.me) | Q(reviewer=actor.me))
        return mine.exclude(employee__in=rated.values("assignment__employee"))


class HelpCall(AgencyModel):
    """Somebody who got stuck at the start is called by a helper; forgotten after its time."""

    class Stage(models.TextChoices):
        SIGN_IN = "sign_in", _("belum pernah masuk")
        ENTRY = "entry", _("belum pernah mencatat")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("belum dihubungi")
        DONE = "done", _("sudah bisa")
        WILL = "will", _("akan mencoba sendiri")
        ASSISTED = "assisted", _("perlu didampingi")
        MISSED = "missed", _("belum terhubung")

    employee = models.OneToOneField(Employee, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # the office it counts for
    caller = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=7, choices=Stage)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.WAITING)
    expires = models.DateField()

    objects = HelpCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(employee=models.F("caller")), name="nobody_calls_themself"
            )
        ]
        indexes = [models.Index(fields=["agency", "caller"], name="call_of_caller")]

    def __str__(self) -> str:
        return f"{self.caller_id} → {self.employee_id}"
