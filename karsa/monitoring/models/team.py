from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.org.models import Employee, Unit
from karsa.org.models.dated import Dated, DatedQuerySet, current
from karsa.org.models.units import below
from karsa.tenancy.models import AgencyModel

# Who reads what the teams of the whole agency do; the machine's keeper does not.
READERS = (Role.PERFORMANCE_MANAGER, Role.REGENT, Role.INSPECTOR)


def watched(actor: Actor, field: str) -> Q:
    """Rows of units the actor leads or serves; of all units for who reads the agency's."""
    if actor.has(*READERS):
        return Q()
    return below(actor.led_paths + actor.granted_paths, field)


class EvaluationTeamQuerySet(DatedQuerySet["EvaluationTeam"]):
    def visible_to(self, actor: Actor) -> Self:
        """Teams of units one leads or serves; all of them for who appoints or reads them."""
        mine = self.filter(agency=actor.agency)
        if actor.has(Role.ADMINISTRATOR):
            return mine
        return mine.filter(watched(actor, "unit__path"))


class EvaluationTeam(AgencyModel, Dated):
    """The evaluation team of an office: its mandate and the decree behind it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evaluation_teams")
    name = models.CharField(max_length=200)
    decree = models.CharField(max_length=120)
    mandate = models.TextField(blank=True)

    objects = EvaluationTeamQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ends__isnull=True), name="evaluationteam_one_open"
            ),
        ]
        indexes = [models.Index(fields=["agency", "unit"], name="evaluation_team_of_unit")]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["EvaluationMember"]):
    def on(self, actor: Actor) -> Self:
        """Who is a member today: whose role counts today."""
        return self.filter(current(actor.today, "grant__"))


class EvaluationMember(AgencyModel):
    """A person's seat in a team.

    From when to when, and what they may see, stands in the granted role alone: whoever ends
    the role, here or among the roles, has ended the membership.
    """

    class Seat(models.TextChoices):
        CHAIR = "chair", _("Ketua")
        SECRETARY = "secretary", _("Sekretaris")
        MEMBER = "member", _("Anggota")

    team = models.ForeignKey(EvaluationTeam, models.PROTECT, related_name="members")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="evaluation_seats")
    seat = models.CharField(max_length=9, choices=Seat, default=Seat.MEMBER)
    grant = models.OneToOneField(Grant, models.PROTECT, related_name="evaluation_seat")

    objects = MemberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency", "team"], name="evaluation_member_of_team")]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.employee_id}"
