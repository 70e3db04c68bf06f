from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.files.models import StoredFile
from karsa.indicators.models import Indicator
from karsa.monitoring.models.session import ReviewSession
from karsa.monitoring.models.team import READERS, watched
from karsa.org.models import Employee, Unit
from karsa.org.models.units import below
from karsa.tenancy.models import AgencyModel


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of units one leads or serves; one's own and what one raised; all for its readers."""
        mine = self.filter(agency=actor.agency)
        if actor.has(*READERS):
            return mine
        return mine.filter(
            watched(actor, "unit__path")
            | below(actor.led_paths, "owner_unit__path")
            | Q(owner=actor.me)
            | Q(raised_by=actor.me)
        )

    def open(self) -> Self:
        """Neither solved nor given up."""
        return self.filter(state__in=Obstacle.OPEN)

    def overdue(self, today: date) -> Self:
        """Still open after their due date."""
        return self.open().filter(due_on__lt=today)

    def unowned(self) -> Self:
        """Open, and nobody answers for them yet."""
        return self.open().filter(owner_unit__isnull=True)

    def with_names(self) -> Self:
        """With everything a row names."""
        return self.select_related("unit", "indicator", "owner", "owner_unit")


class Obstacle(AgencyModel):
    """What holds a unit back, who answers for it and by when.

    The owner is a unit, or a person: then `owner_unit` is where they work. Neither is set
    until somebody is found.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Terbuka")
        IN_PROGRESS = "in_progress", _("Sedang dikerjakan")
        DONE = "done", _("Selesai")
        CANNOT = "cannot", _("Tidak bisa diselesaikan")

    class Cause(models.TextChoices):
        PEOPLE = "people", _("Orang: jumlah atau keterampilan")
        MONEY = "money", _("Anggaran")
        TOOLS = "tools", _("Alat, sarana, atau aplikasi")
        METHOD = "method", _("Cara kerja")
        DATA = "data", _("Data")
        COORDINATION = "coordination", _("Koordinasi antarunit")
        REGULATION = "regulation", _("Aturan")
        OUTSIDE = "outside", _("Keadaan di luar kendali")

    OPEN = (State.OPEN, State.IN_PROGRESS)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obstacles")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="obstacles")
    session = models.ForeignKey(
        ReviewSession, models.PROTECT, null=True, related_name="obstacles"
    )  # where it was raised
    text = models.CharField(max_length=300)
    cause = models.CharField(max_length=12, choices=Cause)
    cause_text = models.TextField(blank=True)
    owner = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="obstacles")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=11, choices=State, default=State.OPEN)
    raised_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField()
    ended_on = models.DateField(null=True)  # solved or given up

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_unit__isnull=False),
                name="obstacle_owner_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(owner_unit__isnull=True) | Q(due_on__isnull=False),
                name="obstacle_owned_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "in_progress"), ended_on__isnull=True)
                | Q(state__in=("done", "cannot"), ended_on__isnull=False),
                name="obstacle_ends_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="obstacle_due"),
            models.Index(fields=["agency", "unit", "state"], name="obstacle_of_unit"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        """Neither solved nor given up."""
        return self.state in self.OPEN

    @property
    def owner_name(self) -> str:
        """Who answers for it; empty for nobody yet."""
        if self.owner is not None:
            return self.owner.full_name
        return self.owner_unit.name if self.owner_unit else ""


class FollowUp(AgencyModel):
    """One step taken on an obstacle, with the state it led to and perhaps a file."""

    obstacle = models.ForeignKey(Obstacle, models.CASCADE, related_name="follow_ups")
    text = models.TextField()
    state = models.CharField(max_length=11, choices=Obstacle.State)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["obstacle", "-id"], name="follow_up_newest")]

    def __str__(self) -> str:
        return f"{self.obstacle_id}: {self.state}"
