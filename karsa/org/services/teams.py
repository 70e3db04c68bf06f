"""Work teams across units: opened, staffed and closed with dates."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Assignment, TeamMember, Unit, WorkTeam
from karsa.org.policies import can_keep_team
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def open_team(
    *, actor: Actor, unit_id: int, name: str, starts: date, ends: date | None = None
) -> WorkTeam:
    """Open a team that belongs to a unit; its people may come from any. Three queries.

    Raises PermissionDenied, Unit.DoesNotExist, Refused for days in the wrong order.
    """
    unit = Unit.objects.get(agency=actor.agency, pk=unit_id)
    if not can_keep_team(actor, unit):
        raise PermissionDenied
    check_order(starts, ends)
    team = WorkTeam.objects.create(
        agency=actor.agency, unit=unit, name=name, starts=starts, ends=ends
    )
    record(actor, "org.team_opened", team)
    return team


@transaction.atomic
def add_member(
    *, actor: Actor, team_id: int, assignment_id: int, is_leader: bool, starts: date
) -> TeamMember:
    """Put the holder of a post into a team; a leader assigns its work. Six queries.

    Raises PermissionDenied, DoesNotExist of team or post, Refused if the person is a member
    already, the day lies outside team or post, or the team has a leader.
    """
    team = _locked(actor, team_id)
    post = Assignment.objects.get(agency=actor.agency, pk=assignment_id)
    for dated in (team, post):
        if starts < dated.starts or (dated.ends is not None and starts > dated.ends):
            raise Refused(_("Tanggal itu di luar masa tim atau penempatan orang ini."))
    members = TeamMember.objects.filter(team=team).exclude(ends__lt=starts)
    if members.filter(assignment=post).exists():
        raise Refused(_("Orang ini sudah menjadi anggota tim."))
    if is_leader and members.filter(is_leader=True).exists():
        raise Refused(_("Tim ini sudah punya ketua. Akhiri tugas ketua itu lebih dahulu."))
    member = TeamMember.objects.create(
        agency=actor.agency,
        team=team,
        assignment=post,
        is_leader=is_leader,
        starts=starts,
        ends=team.ends,
    )
    record(actor, "org.team_member_added", member)
    return member


@transaction.atomic
def end_member(*, actor: Actor, member_id: int, ends: date) -> TeamMember:
    """End somebody's work in a team on a day, the last one that counts. Four queries.

    Raises PermissionDenied, TeamMember.DoesNotExist, Refused for a day before the first.
    """
    member = TeamMember.objects.get(agency=actor.agency, pk=member_id)
    _locked(actor, member.team_id)
    check_order(member.starts, ends)
    member.ends = ends
    member.save(update_fields=["ends"])
    record(actor, "org.team_member_ended", member)
    return member


@transaction.atomic
def end_team(*, actor: Actor, team_id: int, ends: date) -> WorkTeam:
    """Close a team on a day, and its members' work with it. Five queries.

    Raises PermissionDenied, WorkTeam.DoesNotExist, Refused for a day before it or a member
    started.
    """
    team = _locked(actor, team_id)
    check_order(team.starts, ends)
    running = TeamMember.objects.filter(team=team).exclude(ends__lte=ends)
    if running.filter(starts__gt=ends).exists():
        raise Refused(_("Ada anggota yang mulai setelah tanggal itu. Akhiri dia lebih dahulu."))
    running.update(ends=ends)
    team.ends = ends
    team.save(update_fields=["ends"])
    record(actor, "org.team_ended", team)
    return team


def _locked(actor: Actor, team_id: int) -> WorkTeam:
    locked = WorkTeam.objects.select_for_update(of=("self",)).select_related("unit")
    team = locked.get(agency=actor.agency, pk=team_id)
    if not can_keep_team(actor, team.unit):
        raise PermissionDenied
    return team
