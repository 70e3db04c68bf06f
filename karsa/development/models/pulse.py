"""The pulse of staff: asked by name, answered by nobody in particular."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from karsa.accounts.actor import Actor
from karsa.org.models import Employee, Unit
from karsa.rules.pulse import QUESTIONS
from karsa.tenancy.models import AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class PulseQuerySet(RememberedQuerySet["Pulse"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody inside the agency: what staff said belongs to staff."""
        return self.filter(agency=actor.agency)


class Pulse(Remembered, AgencyModel):
    """Three questions to all staff, once in a period."""

    name = models.CharField(max_length=120)
    opened_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    starts = models.DateField()
    closes = models.DateField()  # the last day to answer
    released_on = models.DateField(null=True)  # set once, when answers become results

    objects = PulseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("starts")), name="pulse_lasts_a_day"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(released_on=None), name="pulse_one_open"
            ),
        ]
        indexes = [models.Index(fields=["agency", "closes"], name="pulse_to_release")]

    def __str__(self) -> str:
        return self.name


class PulsePartQuerySet(models.QuerySet["PulsePart"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own: who has answered is nobody's business."""
        return self.filter(agency=actor.agency, employee=actor.me)


class PulsePart(AgencyModel):
    """Somebody is asked, as one of a unit's, and whether they answered: never what, never when."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="parts")
    employee = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    has_answered = models.BooleanField(default=False)

    objects = PulsePartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "employee"], name="pulse_part_once")
        ]
        indexes = [models.Index(fields=["agency", "employee"], name="pulse_part_of_person")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class PulseBox(AgencyModel):
    """An answer until its pulse closes: encrypted, and written anew with all others of its unit
    each time one comes in, so that neither place nor content nor key tells which is the newest."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    box = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["agency", "pulse", "unit"], name="pulse_box_of_unit")]

    def __str__(self) -> str:
        return str(self.pk)


class PulseResult(AgencyModel):
    """What a unit said to one question: how many, and the sum. No answer outlives its pulse.

    Without a unit: all small units together.
    """

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="results")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    question = models.CharField(max_length=10, choices=[(key, key) for key in QUESTIONS])
    count = models.PositiveIntegerField()
    total = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "unit", "question"], name="pulse_result_once"),
            models.UniqueConstraint(
                fields=["pulse", "question"], condition=Q(unit=None), name="pulse_rest_once"
            ),
            models.CheckConstraint(condition=Q(count__gte=5), name="pulse_result_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.pulse_id} {self.question}"


class PulseReply(AgencyModel):
    """What management answers, for the whole agency or one unit, and what will change by when."""

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="replies")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=2000)
    change = models.CharField(max_length=300)
    due = models.DateField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "unit"], name="pulse_reply_of_unit"),
            models.UniqueConstraint(
                fields=["pulse"], condition=Q(unit=None), name="pulse_reply_of_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pulse_id}: {self.change}"
