from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from karsa.accounts.models import AccessCode, User
from karsa.accounts.roles import Role
from karsa.accounts.services.codes import activate
from karsa.audit.models import AuditEntry
from karsa.org.models import Employee
from karsa.org.queries.accounts import waiting
from karsa.org.services.accounts import (
    activation_link,
    ensure_accounts,
    print_slips,
    reset_password,
)
from karsa.org.tests import make
from karsa.rules.refused import Refused

ADDRESS = "https://karsa.contoh.test/aktivasi/"


@pytest.fixture
def andi(people):
    User.objects.update(password="chosen")
    return make.actor(people.andi)


@pytest.fixture
def fresh(agency, people):
    """Somebody of the clinic from the staff list, the only one without an account."""
    person = make.employee(agency, "Siti Aminah", user=None, phone="0812-3456-7890")
    User.objects.filter(username=person.nip).delete()
    make.assignment(person, people.clinic)
    return person


def test_accounts_come_from_the_staff_list_without_a_password(people, andi, fresh):
    assert ensure_accounts(actor=andi, unit=people.clinic) == 1

    fresh.refresh_from_db()
    assert fresh.user.username == fresh.nip
    assert not fresh.user.has_usable_password()
    assert ensure_accounts(actor=andi, unit=people.clinic) == 0
    assert AuditEntry.objects.filter(verb="org.account_opened").count() == 1


def test_an_account_of_the_same_nip_becomes_theirs(agency, people, andi, fresh):
    known = User.objects.create(agency=agency, username=fresh.nip, password="chosen")

    assert ensure_accounts(actor=andi, unit=people.clinic) == 0
    fresh.refresh_from_db()
    assert fresh.user == known


def test_slips_are_for_those_without_a_password(people, andi, fresh):
    User.objects.filter(pk=people.rina.user_id).update(password="!")

    printed = print_slips(actor=andi, unit=people.clinic, address=ADDRESS)

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(printed)).pages)
    assert "Siti Aminah" in text
    assert "Rina Kartikasari" in text
    assert "Dedi" not in text
    assert fresh.nip not in text
    assert AccessCode.objects.count() == 2
    assert AuditEntry.objects.filter(verb="org.slips_printed").count() == 1


def test_slips_arrive_as_a_file_so_that_no_reload_voids_them(people, fresh, sign_in):
    ensure_accounts(actor=make.actor(people.andi), unit=people.clinic)

    answer = sign_in(people.andi).post(f"/kerja/organisasi/unit/{people.clinic.pk}/akun/slip/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.startswith(b"%PDF-")


def test_slips_leave_out_granted_roles_unless_an_administrator_prints(people, andi):
    make.grant(people.dedi, Role.EVALUATION_TEAM, people.clinic.path)
    User.objects.filter(pk=people.dedi.user_id).update(password="!")

    with pytest.raises(Refused, match="Tidak ada slip"):
        print_slips(actor=andi, unit=people.clinic, address=ADDRESS)
    make.grant(people.budi, Role.ADMINISTRATOR)
    assert print_slips(actor=make.actor(people.budi), unit=people.clinic, address=ADDRESS)


def test_a_stranger_prints_no_slips_and_an_operator_does(people, andi, fresh):
    with pytest.raises(PermissionDenied):
        print_slips(actor=make.actor(people.budi), unit=people.clinic, address=ADDRESS)
    make.grant(people.dedi, Role.EVALUATION_TEAM, people.clinic.path)
    with pytest.raises(PermissionDenied):
        print_slips(actor=make.actor(people.dedi), unit=people.clinic, address=ADDRESS)
    make.grant(people.dedi, Role.UNIT_OPERATOR, people.clinic.path)
    assert print_slips(actor=make.actor(people.dedi), unit=people.clinic, address=ADDRESS)


def test_the_link_greets_and_carries_the_code_but_no_nip(agency, people, andi, fresh):
    given = activation_link(actor=andi, employee=fresh, address=ADDRESS)

    assert given.link.startswith("https://wa.me/6281234567890?text=Selamat%20bekerja")
    assert given.code in given.link
    assert fresh.nip not in given.link
    secret = "jalan pagi ke puskesmas"
    assert activate(agency=agency, code=given.code, password=secret, now=make.NOW) == fresh.user


def test_no_link_without_a_phone_or_for_an_active_account(people, andi, fresh):
    fresh.phone = ""
    assert activation_link(actor=andi, employee=fresh, address=ADDRESS).link == ""
    people.rina.user.refresh_from_db()
    with pytest.raises(Refused, match="sudah aktif"):
        activation_link(actor=andi, employee=people.rina, address=ADDRESS)


def test_whoever_comes_in_at_a_provider_is_reset_and_told_not_handed_a_first_code(people, andi):
    rina = User.objects.filter(pk=people.rina.user_id)
    rina.update(password="!", last_login=make.NOW)
    people.rina.user.refresh_from_db()
    assert people.rina not in waiting(Employee.objects.all())
    with pytest.raises(Refused, match="sudah aktif"):
        activation_link(actor=andi, employee=people.rina, address=ADDRESS)
    with pytest.raises(Refused, match="Tidak ada slip"):
        print_slips(actor=andi, unit=people.clinic, address=ADDRESS)
    assert reset(andi, people.rina).code


def reset(actor, employee, has_met=True):
    return reset_password(actor=actor, employee=employee, has_met=has_met, address=ADDRESS)


def test_the_superior_resets_after_seeing_the_person(people, andi):
    with pytest.raises(Refused, match="sudah bertemu"):
        reset(andi, people.rina, has_met=False)

    given = reset(andi, people.rina)

    assert len(given.code) == 9
    row = AccessCode.objects.get()
    assert (row.purpose, row.issued_by) == ("reset", people.andi.user_id)
    assert row.issuer.startswith("Andi Prasetyo")
    assert AuditEntry.objects.filter(verb="accounts.reset_code_issued").count() == 1


@pytest.mark.parametrize(("who", "whom"), [("budi", "rina"), ("dedi", "rina"), ("rina", "rina")])
def test_strangers_colleagues_and_oneself_do_not_reset(people, who, whom):
    with pytest.raises(PermissionDenied):
        reset(make.actor(getattr(people, who)), getattr(people, whom))


def test_granted_roles_are_reset_by_the_administrator_alone(people, andi):
    make.grant(people.rina, Role.UNIT_OPERATOR, people.clinic.path)
    for helper in (andi, make.actor(people.hana)):
        with pytest.raises(PermissionDenied):
            reset(helper, people.rina)
    make.grant(people.budi, Role.ADMINISTRATOR)
    assert reset(make.actor(people.budi), people.rina)
