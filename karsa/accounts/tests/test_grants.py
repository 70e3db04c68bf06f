from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.accounts.services.grants import end_role, give_role
from karsa.audit.models import AuditEntry
from karsa.org.tests import make
from karsa.rules.refused import Refused


def give(actor, user, role, path="/", **over):
    wanted = {"unit_path": path, "starts": make.TODAY, "ends": None} | over
    return give_role(actor=actor, user=user, role=role, **wanted)


def test_the_manager_grants_teams_and_operators_only(people):
    hana = make.actor(people.hana)
    made = give(hana, people.rina.user, Role.EVALUATION_TEAM, people.clinic.path)

    assert make.actor(people.rina).has(Role.EVALUATION_TEAM)
    assert AuditEntry.objects.get().object_id == str(made.pk)
    for role in (Role.ADMINISTRATOR, Role.INSPECTOR, Role.RATER):
        with pytest.raises(PermissionDenied):
            give(hana, people.rina.user, role)
    with pytest.raises(PermissionDenied):
        give(make.actor(people.andi), people.rina.user, Role.UNIT_OPERATOR)


@pytest.mark.parametrize(
    ("path", "over", "words"),
    [("", {}, "satu unit"), ("/", {"ends": date(2026, 3, 1)}, "mendahului")],
)
def test_incomplete_grants_are_refused(people, path, over, words):
    with pytest.raises(Refused, match=words):
        give(make.actor(people.hana), people.rina.user, Role.UNIT_OPERATOR, path, **over)


def test_a_role_is_given_once_and_ends_at_once(people):
    hana = make.actor(people.hana)
    made = give(hana, people.rina.user, Role.UNIT_OPERATOR)
    with pytest.raises(Refused, match="sudah memegang"):
        give(hana, people.rina.user, Role.UNIT_OPERATOR)

    end_role(actor=hana, grant_id=made.pk)

    assert not make.actor(people.rina).has(Role.UNIT_OPERATOR)
    with pytest.raises(Refused, match="sudah berakhir"):
        end_role(actor=hana, grant_id=made.pk)


def test_the_last_administrator_stays(people):
    make.grant(people.budi, Role.ADMINISTRATOR)
    budi = make.actor(people.budi)
    own = Grant.objects.get(user=people.budi.user)

    with pytest.raises(Refused, match="administrator terakhir"):
        end_role(actor=budi, grant_id=own.pk)
    give(budi, people.dedi.user, Role.ADMINISTRATOR, "")
    assert end_role(actor=budi, grant_id=own.pk)
