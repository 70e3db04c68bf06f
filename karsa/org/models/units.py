from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.org.models.dated import Dated, DatedQuerySet, current
from karsa.tenancy.models import Agency, AgencyModel, MarkedModel

# Sorts after every digit and slash, so that [path, path + LAST) is a subtree.
LAST = "\U0010ffff"


def below(paths: tuple[str, ...], field: str = "path") -> Q:
    """Rows whose unit lies in any of the subtrees `paths`; nothing for none."""
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__gte": path, f"{field}__lt": path + LAST})
    return found


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> Self:
        """The tree of the agency is public knowledge inside it."""
        return self.filter(agency=actor.agency)

    def under(self, unit: "Unit") -> Self:
        """The unit and everything below it."""
        return self.filter(below((unit.path,)), agency=unit.agency_id)


class Unit(MarkedModel):
    """A unit of the tree: an office, a section, a puskesmas, a school, one of its branches."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Pemerintah daerah")
        OFFICE = "office", _("Perangkat daerah")
        SECTION = "section", _("Bagian atau bidang")
        TECHNICAL_UNIT = "technical_unit", _("Unit pelaksana teknis")
        HEALTH_CENTRE = "health_centre", _("Puskesmas")
        HEALTH_POST = "health_post", _("Puskesmas pembantu")
        SCHOOL = "school", _("Sekolah")

    external_id = models.CharField(max_length=64)  # the id of ref-unor
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.SECTION)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=200)  # "000001/000017/": of ids, so a subtree is a range
    head_title = models.CharField(max_length=200, blank=True)
    head_external_id = models.CharField(max_length=64, blank=True)  # PemimpinPnsId of ref-unor
    echelon = models.CharField(max_length=4, blank=True)
    order = models.CharField(max_length=40, blank=True)  # CepatKode
    zone = models.CharField(max_length=20, choices=Agency.Zone, blank=True)  # empty: the agency's
    is_stand_alone = models.BooleanField(default=False)  # its head plans like a JPT (A.1.1, A.1.2)
    is_open = models.BooleanField(default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "external_id"], name="unit_once_per_external_id"
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="unit_is_not_its_own_parent"
            ),
        ]
        indexes = [models.Index(fields=["agency", "path"], name="unit_subtree")]

    def __str__(self) -> str:
        return self.name


class WorkTeam(AgencyModel, Dated):
    """A team across units (tim kerja), with a leader who assigns work."""

    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="teams")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class TeamMemberQuerySet(DatedQuerySet["TeamMember"]):
    def together(self, day: date, **whose: Any) -> Self:
        """Members on `day` of the running teams in which a member like this is, that one too."""
        members = self.filter(current(day), current(day, "team__"))
        return members.filter(team__in=members.filter(**whose).values("team"))


class TeamMember(AgencyModel, Dated):
    team = models.ForeignKey(WorkTeam, models.CASCADE, related_name="members")
    assignment = models.ForeignKey("org.Assignment", models.PROTECT, related_name="teams")
    is_leader = models.BooleanField(default=False)

    objects = TeamMemberQuerySet.as_manager()

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.team_id}: {self.assignment_id}"


class Service(AgencyModel):
    """Something citizens receive from a unit, with the standard it promises."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services")
    name = models.CharField(max_length=200)
    standard = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(is_open=True), name="service_once_per_unit"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ServicePoint(AgencyModel):
    """Where a service is given: a counter, a posyandu, a village office."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="points")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"], condition=Q(is_open=True), name="point_once_per_service"
            )
        ]

    def __str__(self) -> str:
        return self.name
