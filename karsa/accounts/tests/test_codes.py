from datetime import timedelta

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import override_settings

from karsa.accounts.codes import ALPHABET, new_code, plain
from karsa.accounts.models import AccessCode, Grant, User
from karsa.accounts.roles import Role
from karsa.accounts.services.codes import VALID, activate, issue_code, tell_resets
from karsa.audit.models import AuditEntry
from karsa.org.tests import make
from karsa.rules.refused import Refused
from karsa.site import settings as shipped

SECRET = "jalan pagi ke puskesmas"


def issue(actor, user, purpose=AccessCode.Purpose.ACTIVATION, **over):
    return issue_code(actor=actor, user=user, purpose=purpose, now=make.NOW, **over)


def use(agency, code, now=make.NOW):
    return activate(agency=agency, code=code, password=SECRET, now=now)


def test_a_code_is_printed_in_two_halves_and_read_as_people_type():
    code = new_code()

    assert len(code) == 9
    assert code[4] == "-"
    assert set(code) <= set(ALPHABET) | {"-"}
    assert plain(" k7qx 2mpa") == plain("K7QX-2MPA") == "K7QX2MPA"


def test_a_code_opens_the_account_once(agency, people):
    code = issue(make.actor(people.hana), people.rina.user)

    user = use(agency, code.lower().replace("-", " "))

    assert user == people.rina.user
    assert user.check_password(SECRET)
    assert user.password.startswith("argon2$argon2id$")
    with pytest.raises(Refused, match="sudah dipakai"):
        use(agency, code)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs >= {"accounts.activation_code_issued", "accounts.activated"}


def test_a_region_hashes_at_the_full_cost():
    """The other tests hash at the least (see quick.py)."""
    with override_settings(PASSWORD_HASHERS=shipped.PASSWORD_HASHERS):
        hasher = get_hasher("default")
        facts = hasher.decode(make_password(SECRET))
    assert facts["variety"] == "argon2id"
    assert facts["memory_cost"] >= 100 * 1024  # KiB
    assert facts["time_cost"] >= 2


def test_only_a_keyed_hash_of_a_code_is_stored(agency, people):
    code = issue(make.actor(people.hana), people.rina.user)

    row = AccessCode.objects.get()
    assert len(row.digest) == 64
    assert code not in str(row.__dict__)


def test_a_code_lasts_fourteen_days(agency, people):
    code = issue(make.actor(people.hana), people.rina.user)

    with pytest.raises(Refused, match="Masa berlaku"):
        use(agency, code, make.NOW + VALID)
    assert use(agency, code, make.NOW + VALID - timedelta(seconds=1))


def test_a_new_code_ends_the_one_before(agency, people):
    hana = make.actor(people.hana)
    first, second = issue(hana, people.rina.user), issue(hana, people.rina.user)

    with pytest.raises(Refused, match="Masa berlaku"):
        use(agency, first)
    assert use(agency, second)


def test_an_unknown_code_and_a_closed_account_are_refused(agency, people):
    with pytest.raises(Refused, match="tidak kami kenali"):
        use(agency, "AAAA-AAAA")
    code = issue(make.actor(people.hana), people.rina.user)
    User.objects.filter(pk=people.rina.user.pk).update(is_active=False)
    with pytest.raises(Refused, match="sudah ditutup"):
        use(agency, code)


def test_granted_roles_are_opened_by_the_administrator_alone(people):
    with pytest.raises(PermissionDenied):
        issue(make.actor(people.andi), people.hana.user)
    make.grant(people.budi, Role.ADMINISTRATOR)
    assert issue(make.actor(people.budi), people.hana.user)


def test_nobody_issues_a_code_to_oneself(people):
    with pytest.raises(PermissionDenied):
        issue(make.actor(people.andi), people.andi.user)


def test_a_reset_is_told_once(people):
    issue(make.actor(people.andi), people.rina.user, "reset", issuer="Andi Prasetyo")

    first = tell_resets(user=people.rina.user, now=make.NOW)

    assert [row.issuer for row in first] == ["Andi Prasetyo"]
    assert tell_resets(user=people.rina.user, now=make.NOW) == []


def test_the_first_administrator_comes_from_the_command_line(agency, capsys):
    call_command("grant", "admin", "administrator")

    assert "activation code" in capsys.readouterr().out
    grant = Grant.objects.get()
    assert (grant.user.username, grant.role) == ("admin", Role.ADMINISTRATOR)
    assert not grant.user.has_usable_password()
