from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Employee
from karsa.tenancy.models import AgencyModel


class UnsealingQuerySet(models.QuerySet["Unsealing"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who asked and who is named to answer; the head of region all; nobody about themselves."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.REGENT):
            return mine
        return mine.filter(Q(asked_by=actor.me) | Q(second=actor.me)).exclude(employee=actor.me)

    def open_to(self, actor: Actor) -> Self:
        """What the actor may read today: asked by them, agreed to by the second, not over."""
        return self.filter(
            agency=actor.agency,
            asked_by=actor.me,
            state=Unsealing.State.OPEN,
            ends__gte=actor.today,
        )

    def told_to(self, actor: Actor) -> Self:
        """What was read about the actor, once it is over. Reports never: their author is safe."""
        over = self.filter(state=Unsealing.State.OPEN, ends__lt=actor.today)
        return over.filter(agency=actor.agency, employee=actor.me)


class Unsealing(AgencyModel):
    """An inspector asks to read sealed records of one case; a named second person agrees or not.

    Of one employee, or one report. Without agreement nothing is read, and after `ends` no more.
    """

    class Kind(models.TextChoices):
        COUNSELLING = "counselling", _("Konseling")
        REPORT = "report", _("Laporan tentang perilaku")
        HEALTH = "health", _("Cuti sakit dan melahirkan")
        VOICES = "voices", _("Penilaian 360 derajat")

    class State(models.TextChoices):
        ASKED = "asked", _("Menunggu orang kedua")
        OPEN = "open", _("Disetujui")
        REFUSED = "refused", _("Ditolak")

    kind = models.CharField(max_length=11, choices=Kind)
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    # The key of the report, whose room stands above this one.
    report = models.BigIntegerField(null=True)
    case_number = models.CharField(max_length=60)
    reason = models.TextField(max_length=1000)
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    second = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    answer = models.TextField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    ends = models.DateField(null=True)

    objects = UnsealingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(second=models.F("asked_by")), name="unsealing_takes_two_people"
            ),
            models.CheckConstraint(
                condition=Q(kind="report", report__isnull=False, employee__isnull=True)
                | Q(~Q(kind="report"), report__isnull=True, employee__isnull=False),
                name="unsealing_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(ends__isnull=False), name="unsealing_ends"
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "asked_by", "ends"], name="unsealing_open_to"),
            models.Index(fields=["agency", "-asked_at"], name="unsealing_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_number}"
