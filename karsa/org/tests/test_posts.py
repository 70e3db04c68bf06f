from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.models import User
from karsa.audit.models import AuditEntry
from karsa.org.models import Assignment, Position, RaterLine
from karsa.org.queries.raters import rater_line
from karsa.org.services.posts import NewPost, add_post, end_post, leave, transfer
from karsa.org.services.statuses import end_status, give_status
from karsa.org.services.teams import add_member, end_member, end_team, open_team
from karsa.org.tests import make
from karsa.rules.refused import Refused

APRIL = date(2026, 4, 1)


def new(unit, **over) -> NewPost:
    wanted: dict[str, Any] = {
        "unit_id": unit.pk,
        "position": "Perawat Terampil",
        "position_kind": Position.Kind.FUNCTIONAL,
        "starts": APRIL,
        "decree": "SK 9/2026",
    }
    return NewPost(**(wanted | over))


def test_a_transfer_ends_one_post_and_opens_the_next_with_its_rater(people):
    made = transfer(
        actor=make.actor(people.hana), employee_id=people.rina.pk, post=new(people.office)
    )

    old = people.rina.assignments.get(unit=people.clinic)
    assert old.ends == date(2026, 3, 31)
    assert rater_line(old.pk, APRIL) is None
    line = make.line_of(made.pk, APRIL)
    assert (line.rater, line.reviewer, line.origin) == (people.sinta, people.regent, "derived")
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["org.post_ended", "org.post_opened", "org.rater_set"]


def test_an_acting_post_stands_beside_the_definitive_one(people):
    people.sinta.assignments.update(ends=date(2026, 3, 31))
    made = add_post(
        actor=make.actor(people.hana),
        employee_id=people.andi.pk,
        post=new(people.office, kind="acting", is_head=True, ends=date(2026, 6, 30)),
    )

    assert people.andi.assignments.count() == 2
    assert make.line_of(made.pk, APRIL).rater == people.regent


def test_a_second_definitive_post_or_head_is_refused(agency, people):
    hana = make.actor(people.hana)
    with pytest.raises(Refused, match="penempatan definitif"):
        add_post(actor=hana, employee_id=people.rina.pk, post=new(people.office))
    fresh = make.employee(agency)
    with pytest.raises(Refused, match="pimpinan definitif"):
        add_post(actor=hana, employee_id=fresh.pk, post=new(people.clinic, is_head=True))


def test_days_in_the_wrong_order_are_refused(people):
    with pytest.raises(Refused, match="mendahului"):
        add_post(
            actor=make.actor(people.hana),
            employee_id=people.rina.pk,
            post=new(people.office, kind="acting", ends=date(2026, 3, 1)),
        )


def test_only_keepers_place_people(people):
    sinta = make.actor(people.sinta)
    with pytest.raises(PermissionDenied):
        add_post(actor=sinta, employee_id=people.rina.pk, post=new(people.office))
    with pytest.raises(PermissionDenied):
        end_post(actor=sinta, assignment_id=people.rina.assignments.get().pk, ends=APRIL)


def test_who_leaves_keeps_the_history_and_loses_the_account(people):
    hana = make.actor(people.hana)
    leave(actor=hana, employee_id=people.rina.pk, ends=date(2026, 2, 28))

    people.rina.refresh_from_db()
    assert not people.rina.is_active
    assert not User.objects.get(pk=people.rina.user_id).is_active
    assert Assignment.objects.get(employee=people.rina).ends == date(2026, 2, 28)
    assert RaterLine.objects.get(assignment__employee=people.rina).ends == date(2026, 2, 28)
    with pytest.raises(Refused, match="tidak aktif"):
        add_post(actor=hana, employee_id=people.rina.pk, post=new(people.office))
    with pytest.raises(Refused, match="hari terakhir"):
        leave(actor=hana, employee_id=people.dedi.pk, ends=APRIL)


def give(people, actor=None, **over):
    wanted: dict[str, Any] = {
        "employee_ids": [people.rina.pk, people.dedi.pk],
        "kind": "other_platform",
        "reason": "Ruang GTK",
        "starts": APRIL,
    }
    return give_status(actor=actor or make.actor(people.hana), **(wanted | over))


def test_a_status_is_given_to_many_once_and_ended(people):
    assert (give(people), give(people)) == (2, 0)
    row = people.rina.statuses.get()
    end_status(actor=make.actor(people.hana), status_id=row.pk, ends=APRIL)
    assert people.rina.statuses.get().ends == APRIL
    assert AuditEntry.objects.filter(verb="org.status_given").count() == 2


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"reason": " "}, "alasannya"),
        ({"employee_ids": []}, "paling sedikit satu"),
        ({"ends": date(2026, 3, 1)}, "mendahului"),
    ],
)
def test_an_incomplete_status_is_refused(people, over, words):
    with pytest.raises(Refused, match=words):
        give(people, **over)


def test_only_keepers_give_a_status(people):
    with pytest.raises(PermissionDenied):
        give(people, actor=make.actor(people.andi))


def test_a_team_takes_people_of_any_unit_and_ends_with_them(people):
    sinta = make.actor(people.sinta)
    team = open_team(actor=sinta, unit_id=people.office.pk, name="Stunting", starts=APRIL)
    trio = (people.rina, people.dedi, people.budi)
    posts = {person: person.assignments.get().pk for person in trio}
    add: dict[str, Any] = {"actor": sinta, "team_id": team.pk, "starts": APRIL}
    leader = add_member(**add, assignment_id=posts[people.budi], is_leader=True)
    add_member(**add, assignment_id=posts[people.rina], is_leader=False)

    with pytest.raises(Refused, match="sudah menjadi anggota"):
        add_member(**add, assignment_id=posts[people.rina], is_leader=False)
    with pytest.raises(Refused, match="sudah punya ketua"):
        add_member(**add, assignment_id=posts[people.dedi], is_leader=True)
    end_member(actor=sinta, member_id=leader.pk, ends=date(2026, 5, 1))
    end_team(actor=sinta, team_id=team.pk, ends=date(2026, 6, 30))
    assert list(team.members.order_by("ends").values_list("ends", flat=True)) == [
        date(2026, 5, 1),
        date(2026, 6, 30),
    ]


def test_a_team_is_kept_by_who_leads_its_unit(people):
    with pytest.raises(PermissionDenied):
        open_team(actor=make.actor(people.andi), unit_id=people.office.pk, name="Tim", starts=APRIL)
