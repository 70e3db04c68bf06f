"""Days on which nobody may be called late: leave, registered outages, and the hours of a roster."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models.dated import Dated, DatedQuerySet
from karsa.org.models.people import Employee
from karsa.org.models.units import Unit, below
from karsa.tenancy.models import AgencyModel, MarkedModel
from karsa.tenancy.turns import Remembered


class Leave(Remembered, MarkedModel, Dated):
    """A leave by its dates; its days are not expected of the person.

    Remembered as well as marked: it counts for who writes it before the transaction ends.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", _("Cuti tahunan")
        LONG = "long", _("Cuti besar")
        SICK = "sick", _("Cuti sakit")
        BIRTH = "birth", _("Cuti melahirkan")
        URGENT = "urgent", _("Cuti karena alasan penting")
        UNPAID = "unpaid", _("Cuti di luar tanggungan negara")

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=6, choices=Kind)

    objects = DatedQuerySet["Leave"].as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["employee", "kind", "starts"], name="leave_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts}"


class GraceQuerySet(DatedQuerySet["Grace"]):
    def kept_by(self, actor: Actor) -> Self:
        """What the actor registers or could: units led now with their people; keepers all."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR):
            return mine
        return mine.filter(below(actor.led_paths, "unit__path"))


class Grace(AgencyModel, Dated):
    """Days of an outage or of field duty, of a unit with all below it or of one of its people.

    Each extends what that person must do by a day.
    """

    class Kind(models.TextChoices):
        OUTAGE = "outage", _("Gangguan jaringan atau listrik")
        FIELD_DUTY = "field_duty", _("Dinas luar")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="graces")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="graces")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=200)

    objects = GraceQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(ends__isnull=False), name="grace_has_an_end"),
        ]
        indexes = [models.Index(fields=["agency", "starts"], name="grace_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts}"


class Shift(AgencyModel):
    """Hours of a roster, on the day they begin; a night shift ends on the next one."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="shifts")
    day = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employee", "day", "starts_at"], name="shift_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.starts_at}"
