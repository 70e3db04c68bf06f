"""The second factor: an app that counts, codes on paper, and who must have one."""

import re
from datetime import timedelta

import pyotp
import pytest
from django.core.exceptions import PermissionDenied

from karsa.accounts.models import RecoveryCode, TotpSecret
from karsa.accounts.roles import Role
from karsa.accounts.services import factors
from karsa.audit.models import AuditEntry
from karsa.kit.sealing import unseal
from karsa.org.tests import make
from karsa.rules.refused import Refused
from karsa.tenancy.models import Agency

SECRET = "jalan pagi ke puskesmas"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


@pytest.fixture
def rina(people):
    people.rina.user.set_password(SECRET)
    people.rina.user.save()
    return people.rina


def code_of(user, now=make.NOW):
    row = TotpSecret.objects.get(user=user)
    return pyotp.TOTP(unseal("accounts-totp", row.agency_id, row.sealed)).at(now)


def with_app(person):
    actor = make.actor(person)
    factors.begin_totp(actor=actor, user=person.user)
    return factors.confirm_totp(actor=actor, user=person.user, code=code_of(person.user))


def enter(client, person):
    return client.post("/masuk/", {"name": person.nip, "password": SECRET})


def test_an_app_is_set_up_by_its_first_code(client, rina):
    client.force_login(rina.user)
    assert "dijaga sandi saja" in client.get("/kerja/akun/keamanan/").content.decode()
    client.post("/kerja/akun/aplikasi/mulai/")
    shown = client.get("/kerja/akun/aplikasi/").content.decode()
    assert "data:image/svg+xml" in shown

    wrong = client.post("/kerja/akun/aplikasi/", {"code": "000000"}).content.decode()
    right = client.post("/kerja/akun/aplikasi/", {"code": code_of(rina.user)}).content.decode()

    assert "belum cocok" in wrong
    assert len(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", right)) == factors.RECOVERY_CODES
    assert "dijaga dua langkah" in client.get("/kerja/akun/keamanan/").content.decode()
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"accounts.totp_added", "accounts.recovery_codes_renewed"} <= verbs


def test_neither_secret_nor_codes_are_stored_in_plain(rina):
    codes = with_app(rina)
    row = TotpSecret.objects.get()
    plain = unseal("accounts-totp", row.agency_id, row.sealed)

    assert plain not in row.sealed
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(kept) == len(codes)
    assert not kept & set(codes)


def test_signing_in_takes_two_steps(client, rina):
    codes = with_app(rina)

    assert enter(client, rina).url == "/masuk/langkah-kedua/"
    assert client.get("/sandi/").status_code == 302  # not signed in yet
    wrong = client.post("/masuk/langkah-kedua/", {"code": "123456"})
    assert "Belum cocok" in wrong.content.decode()
    right = client.post("/masuk/langkah-kedua/", {"code": codes[0].lower()})

    assert right.status_code == 302
    assert client.get("/sandi/").status_code == 200
    assert RecoveryCode.objects.exclude(used_at=None).count() == 1


def test_the_second_step_is_nobodys_without_the_first(client, rina):
    with_app(rina)
    assert client.get("/masuk/langkah-kedua/").url == "/masuk/"


def test_a_half_sign_in_does_not_wait_for_ever(client, rina, monkeypatch):
    with_app(rina)
    enter(client, rina)
    later = make.NOW + timedelta(minutes=11)
    monkeypatch.setattr("karsa.kit.clock.now", lambda: later)
    answer = client.post("/masuk/langkah-kedua/", {"code": code_of(rina.user, later)})
    assert answer.url == "/masuk/"


def test_a_code_is_taken_once(rina):
    with_app(rina)
    user, later = rina.user, make.NOW + timedelta(seconds=30)

    assert not factors.accept_code(user=user, code=code_of(user), now=make.NOW)  # set it up
    assert factors.accept_code(user=user, code=code_of(user, later), now=later)
    assert not factors.accept_code(user=user, code=code_of(user, later), now=later)
    old = make.NOW + timedelta(minutes=5)
    assert not factors.accept_code(user=user, code=code_of(user), now=old)


def test_a_code_on_paper_is_taken_once(rina):
    code = with_app(rina)[3]

    assert factors.accept_code(user=rina.user, code=f" {code.lower()} ", now=make.NOW)
    assert not factors.accept_code(user=rina.user, code=code, now=make.NOW)
    assert not factors.accept_code(user=rina.user, code="", now=make.NOW)


def test_guessing_the_second_step_gets_slow(client, rina):
    codes = with_app(rina)
    enter(client, rina)
    for _ in range(5):
        page = client.post("/masuk/langkah-kedua/", {"code": "123456"}).content.decode()
    assert "Terlalu banyak percobaan" in page
    client.post("/masuk/langkah-kedua/", {"code": codes[0]})
    assert client.get("/sandi/").status_code == 302
    assert not RecoveryCode.objects.exclude(used_at=None).exists()


def test_a_second_app_is_refused_and_new_codes_end_the_old(rina):
    codes, actor = with_app(rina), make.actor(rina)

    with pytest.raises(Refused, match="sudah terpasang"):
        factors.begin_totp(actor=actor, user=rina.user)
    factors.renew_recovery_codes(actor=actor, user=rina.user)
    assert not factors.accept_code(user=rina.user, code=codes[0], now=make.NOW)


def test_the_last_factor_takes_the_paper_with_it(client, rina):
    with_app(rina)
    client.force_login(rina.user)
    assert client.post("/kerja/akun/aplikasi/hapus/").status_code == 302
    assert not TotpSecret.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert client.post("/kerja/akun/kode-cadangan/").status_code == 409


def test_nobody_touches_the_factors_of_another(people, rina):
    with_app(rina)
    other = make.actor(people.dedi)
    for act in (factors.remove_totp, factors.renew_recovery_codes):
        with pytest.raises(PermissionDenied):
            act(actor=other, user=rina.user)
    with pytest.raises(PermissionDenied):
        factors.take_factors(actor=make.actor(people.hana), user=rina.user, has_met=True)


def test_an_administrator_takes_lost_factors_after_meeting(people, rina):
    with_app(rina)
    make.grant(people.budi, Role.ADMINISTRATOR)
    budi = make.actor(people.budi)

    with pytest.raises(Refused, match="Temui"):
        factors.take_factors(actor=budi, user=rina.user, has_met=False)
    factors.take_factors(actor=budi, user=rina.user, has_met=True)
    assert not TotpSecret.objects.exists()
    assert AuditEntry.objects.filter(verb="accounts.factors_taken").count() == 1


@pytest.mark.parametrize(
    ("wanted", "name", "led"),
    [
        ("roles", "hana", True),
        ("roles", "rina", False),
        ("everybody", "rina", True),
        ("recommended", "hana", False),
    ],
)
def test_who_must_is_led_to_set_it_up(client, people, agency, wanted, name, led):
    agency.second_factor = wanted
    agency.save()
    client.force_login(getattr(people, name).user)

    page, script = client.get("/kerja/kabar/"), client.post("/kerja/catatan/beban/catat/")

    assert (page.status_code == 302 and page.url == "/kerja/akun/keamanan/") is led
    assert (script.status_code == 403) is led
    shown = client.get("/kerja/akun/keamanan/").content.decode()
    assert ("Pasang langkah kedua dulu" in shown) is led


def test_the_house_opens_once_it_is_set_up(client, people, agency):
    Agency.objects.filter(pk=agency.pk).update(second_factor="roles")
    client.force_login(people.hana.user)
    client.post("/kerja/akun/aplikasi/mulai/")
    client.post("/kerja/akun/aplikasi/", {"code": code_of(people.hana.user)})
    assert client.get("/kerja/kabar/").status_code == 200


def test_who_knew_the_key_of_the_visit_before_is_not_half_in(client, rina):
    with_app(rina)
    client.get("/masuk/kunci/")
    before = client.session.session_key
    assert enter(client, rina).url == "/masuk/langkah-kedua/"
    assert client.session.session_key != before
