"""Evaluation teams: formed by decree, staffed through the granted role, dissolved."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.accounts.services.grants import end_role
from karsa.audit.services import record
from karsa.monitoring.models import EvaluationMember, EvaluationTeam
from karsa.monitoring.policies import can_appoint
from karsa.org.models import Employee, Unit
from karsa.org.models.dated import current
from karsa.org.services.roles import NewRole, give_to_person
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class TeamWords:
    """What a decree says of a team."""

    unit: Unit
    name: str
    decree: str
    mandate: str
    starts: date


@transaction.atomic
def form_team(*, actor: Actor, words: TeamWords) -> EvaluationTeam:
    """Form the evaluation team of a unit.

    Raises PermissionDenied for whoever may not appoint; Refused where the unit has a team.
    """
    if not can_appoint(actor) or words.unit.agency_id != actor.agency.pk:
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=words.unit.pk)
    if words.unit.evaluation_teams.filter(ends__isnull=True).exists():
        raise Refused(_("Unit ini sudah punya tim evaluasi. Tambahkan anggota di tim itu."))
    team = EvaluationTeam.objects.create(
        agency=actor.agency,
        unit=words.unit,
        name=words.name.strip(),
        decree=words.decree.strip(),
        mandate=words.mandate.strip(),
        starts=words.starts,
    )
    record(actor, "monitoring.team_formed", team, note=team.decree)
    return team


@transaction.atomic
def add_member(*, actor: Actor, team: EvaluationTeam, employee: Employee, seat: str) -> None:
    """Give a person a seat, and with it the role for the team's unit from today on.

    A role for the same unit that is held already becomes the seat's. Raises PermissionDenied
    for whoever may not appoint; Refused for a member, a second chair or a dissolved team.
    """
    found = _locked(actor, team)
    members = found.members.on(actor)
    if members.filter(employee=employee).exists():
        raise Refused(_("Orang ini sudah menjadi anggota tim."))
    chair = EvaluationMember.Seat.CHAIR
    if seat == chair and members.filter(seat=chair).exists():
        raise Refused(_("Tim ini sudah punya ketua. Akhiri tugas ketua itu lebih dahulu."))
    member = EvaluationMember.objects.create(
        agency=actor.agency,
        team=found,
        employee=employee,
        seat=seat,
        grant=_grant(actor, found, employee),
    )
    record(actor, "monitoring.member_added", member)


def _grant(actor: Actor, team: EvaluationTeam, employee: Employee) -> Grant:
    held = Grant.objects.filter(
        current(actor.today),
        agency=actor.agency,
        user=employee.user_id or 0,
        role=Role.EVALUATION_TEAM,
        unit_path=team.unit.path,
        evaluation_seat__isnull=True,
    ).first()
    new = NewRole(employee.pk, Role.EVALUATION_TEAM, team.unit_id, actor.today)
    return held or give_to_person(actor=actor, new=new)


@transaction.atomic
def end_member(*, actor: Actor, member: EvaluationMember) -> None:
    """End a seat by ending its role. Raises PermissionDenied; Refused where it has ended."""
    _locked(actor, member.team)
    end_role(actor=actor, grant_id=member.grant_id)
    record(actor, "monitoring.member_ended", member)


@transaction.atomic
def dissolve(*, actor: Actor, team: EvaluationTeam) -> None:
    """Dissolve a team: its last day was yesterday, and every seat ends with it.

    Raises PermissionDenied; Refused for a team that is dissolved or whose meeting still runs.
    """
    found = _locked(actor, team)
    if found.sessions.filter(state="open").exists():
        raise Refused(_("Rapat tim ini masih berjalan. Tutup rapatnya lebih dahulu."))
    for member in found.members.on(actor).select_related("grant"):
        end_role(actor=actor, grant_id=member.grant_id)
    found.ends = max(found.starts, actor.today - timedelta(days=1))
    found.save(update_fields=["ends"])
    record(actor, "monitoring.team_dissolved", found)


def _locked(actor: Actor, team: EvaluationTeam) -> EvaluationTeam:
    """The team, which still stands and which the actor may staff."""
    if not can_appoint(actor):
        raise PermissionDenied
    teams = EvaluationTeam.objects.select_for_update(of=("self",)).select_related("unit")
    found = teams.get(agency=actor.agency, pk=team.pk)
    if found.ends is not None:
        raise Refused(_("Tim ini sudah dibubarkan."))
    return found
