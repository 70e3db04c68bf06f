from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.development.models.people import OfPersonQuerySet
from karsa.org.models import Employee, Position
from karsa.tenancy.models import AgencyModel

LEVELS = (1, 5)  # PermenPANRB 38/2017


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def visible_to(self, actor: Actor) -> Self:
        """The dictionary is public inside the agency."""
        return self.filter(agency=actor.agency)


class Competence(AgencyModel):
    """What posts may need at a level from 1 to 5 (PermenPANRB 38/2017)."""

    class Kind(models.TextChoices):
        MANAGERIAL = "managerial", _("Manajerial")
        SOCIO_CULTURAL = "socio_cultural", _("Sosial kultural")
        TECHNICAL = "technical", _("Teknis")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=14, choices=Kind)
    # The BerAKHLAK value by which ratings and feedback speak of it; empty for most.
    value = models.CharField(max_length=30, blank=True)

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="competence_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PositionNeed(AgencyModel):
    """The level of a competence that a post needs; all of a post's are its profile."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="needs")
    competence = models.ForeignKey(Competence, models.CASCADE, related_name="needs")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "competence"], name="need_once"),
            models.CheckConstraint(condition=Q(level__range=LEVELS), name="need_level"),
        ]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.competence_id} {self.level}"


class CompetenceView(AgencyModel):
    """How somebody sees a competence in a year, or their leader does, with the evidence."""

    class By(models.TextChoices):
        SELF = "self", _("Pegawai sendiri")
        LEADER = "leader", _("Atasan")

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="competences")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="views")
    year = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=6, choices=By)
    level = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=500)
    given_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    given_on = models.DateField()

    objects = OfPersonQuerySet["CompetenceView"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "year", "competence", "by"], name="competence_view_once"
            ),
            models.CheckConstraint(condition=Q(level__range=LEVELS), name="competence_view_level"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.year}: {self.competence_id} {self.by} {self.level}"
