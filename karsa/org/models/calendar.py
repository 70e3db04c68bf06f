from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.tenancy.models import AgencyModel
from karsa.tenancy.turns import Remembered, RememberedQuerySet


class Period(Remembered, AgencyModel):
    """A month or quarter to evaluate, or the whole year (number 0)."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    starts = models.DateField()
    ends = models.DateField()
    is_closed = models.BooleanField(default=False)

    objects = RememberedQuerySet["Period"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="period_once"),
            models.CheckConstraint(
                condition=Q(ends__gte=models.F("starts")), name="period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_annual(self) -> bool:
        """The year itself: evaluated from the end of December to the end of January."""
        return self.number == 0


class RuleSet(Remembered, AgencyModel):
    """Rules that may change by decree: dated data of an agency and year, with their source."""

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)  # "deadlines", "lights", "cap", "distribution"
    values: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    source = models.CharField(max_length=200)

    objects = RememberedQuerySet["RuleSet"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "key"], name="rule_set_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class CalendarDay(Remembered, AgencyModel):
    """A day that is not worked: a public holiday, joint leave, or the agency's own."""

    class Kind(models.TextChoices):
        PUBLIC = "public", _("Libur nasional")
        JOINT_LEAVE = "joint_leave", _("Cuti bersama")
        AGENCY = "agency", _("Libur daerah")

    day = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=11, choices=Kind)
    is_confirmed = models.BooleanField(default=False)  # until then it says "perkiraan"

    objects = RememberedQuerySet["CalendarDay"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="calendar_day_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"
