"""A team's members are whoever holds its role: one source of truth."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.accounts.services.grants import end_role
from karsa.audit.models import AuditEntry
from karsa.monitoring import services
from karsa.monitoring.policies import can_monitor
from karsa.monitoring.services.teams import TeamWords
from karsa.monitoring.tests import make as rows
from karsa.org.tests import make
from karsa.rules.refused import Refused


def words(unit):
    return TeamWords(unit, "Tim Evaluasi", "SK 12", "", make.TODAY)


def test_the_performance_manager_forms_a_team_once(people):
    hana = make.actor(people.hana)

    team = services.form_team(actor=hana, words=words(people.office))

    assert (team.decree, team.starts) == ("SK 12", make.TODAY)
    assert AuditEntry.objects.filter(verb="monitoring.team_formed").count() == 1
    with pytest.raises(Refused, match="sudah punya tim"):
        services.form_team(actor=hana, words=words(people.office))
    with pytest.raises(PermissionDenied):
        services.form_team(actor=make.actor(people.sinta), words=words(people.clinic))


def test_a_seat_gives_the_role_and_the_end_of_either_ends_both(people):
    team, hana = rows.team(people.office), make.actor(people.hana)

    services.add_member(actor=hana, team=team, employee=people.budi, seat="chair")

    member = team.members.get()
    assert member.grant.role == Role.EVALUATION_TEAM
    assert can_monitor(make.actor(people.budi), people.clinic)
    end_role(actor=hana, grant_id=member.grant_id)
    assert not team.members.on(hana).exists()
    assert not can_monitor(make.actor(people.budi), people.clinic)


def test_a_role_held_before_becomes_the_seats(people):
    team = rows.team(people.office)
    grant = make.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)

    services.add_member(
        actor=make.actor(people.hana), team=team, employee=people.budi, seat="member"
    )

    assert team.members.get().grant == grant
    assert Grant.objects.filter(user=people.budi.user).count() == 1


def test_nobody_sits_twice_and_there_is_one_chair(people):
    team, hana = rows.team(people.office), make.actor(people.hana)
    services.add_member(actor=hana, team=team, employee=people.budi, seat="chair")

    with pytest.raises(Refused, match="sudah menjadi anggota"):
        services.add_member(actor=hana, team=team, employee=people.budi, seat="member")
    with pytest.raises(Refused, match="sudah punya ketua"):
        services.add_member(actor=hana, team=team, employee=people.dedi, seat="chair")
    with pytest.raises(PermissionDenied):
        services.add_member(
            actor=make.actor(people.sinta), team=team, employee=people.dedi, seat="member"
        )


def test_a_member_is_ended_and_a_team_dissolved_with_its_roles(people, team):
    hana = make.actor(people.hana)
    with pytest.raises(PermissionDenied):
        services.end_member(actor=make.actor(people.andi), member=team.members.get())
    services.add_member(actor=hana, team=team, employee=people.budi, seat="member")
    services.end_member(actor=hana, member=team.members.get(employee=people.budi))
    assert not make.actor(people.budi).team_paths

    services.dissolve(actor=hana, team=team)

    team.refresh_from_db()
    assert team.ends == make.TODAY - timedelta(days=1)
    assert not make.actor(people.dedi).team_paths
    with pytest.raises(Refused, match="dibubarkan"):
        services.add_member(actor=hana, team=team, employee=people.rina, seat="member")


def test_a_team_that_meets_is_not_dissolved(people, team):
    rows.session(team, people.dedi)
    with pytest.raises(Refused, match="masih berjalan"):
        services.dissolve(actor=make.actor(people.hana), team=team)


def test_an_operators_unit_is_not_the_teams(people):
    make.grant(people.budi, Role.EVALUATION_TEAM, people.office.path)
    make.grant(people.budi, Role.UNIT_OPERATOR, people.clinic.path)
    assert make.actor(people.budi).team_paths == (people.office.path,)
