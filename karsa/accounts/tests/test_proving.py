"""Sensitive acts ask once more who is there; nothing that was typed is lost."""

from datetime import timedelta

import pytest

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.accounts.sessions import PROVEN_AT
from karsa.accounts.tests.test_factors import code_of, with_app
from karsa.org.tests import make

SECRET = "kopi sore di teras"
LATER = make.NOW + timedelta(minutes=16)


@pytest.fixture
def at(monkeypatch):
    def stand(moment):
        monkeypatch.setattr("karsa.kit.clock.now", lambda: moment)

    stand(make.NOW)
    return stand


@pytest.fixture
def hana(people, sign_in, at):
    people.hana.user.set_password(SECRET)
    people.hana.user.save()
    client = sign_in(people.hana)
    at(LATER)
    return client


@pytest.fixture
def grant(people):
    return make.grant(people.rina, Role.EVALUATION_TEAM, people.clinic.path)


def end(client, grant, **more):
    return client.post(f"/kerja/organisasi/peran/{grant.pk}/akhiri/", {"alasan": "dua", **more})


def test_an_act_is_held_until_the_password_is_given(hana, grant):
    asked = end(hana, grant)
    assert "sekali lagi bahwa ini Anda" in asked.content.decode()
    assert 'name="alasan" value="dua"' in asked.content.decode()
    assert Grant.objects.get(pk=grant.pk).ends is None

    wrong = end(hana, grant, **{"bukti-sent": "1", "bukti-password": "salah"})
    assert "Belum cocok" in wrong.content.decode()
    assert 'name="alasan" value="dua"' in wrong.content.decode()
    assert SECRET not in wrong.content.decode()

    right = end(hana, grant, **{"bukti-sent": "1", "bukti-password": SECRET})
    assert right.status_code == 302
    assert Grant.objects.get(pk=grant.pk).ends


def test_a_code_of_the_app_is_a_proof_too(hana, grant, people):
    with_app(people.hana)
    code = code_of(people.hana.user, LATER)
    assert end(hana, grant, **{"bukti-sent": "1", "bukti-code": code}).status_code == 302


def test_what_is_read_is_asked_for_on_a_page_that_leads_back(hana):
    asked = hana.get("/kerja/organisasi/peran/baru/?orang=1")
    assert (
        asked.url == "/kerja/akun/bukti/?next=%2Fkerja%2Forganisasi%2Fperan%2Fbaru%2F%3Forang%3D1"
    )
    typed = {"bukti-sent": "1", "bukti-password": SECRET}
    back = hana.post("/kerja/akun/bukti/", {**typed, "next": "/kerja/organisasi/peran/baru/"})
    assert back.url == "/kerja/organisasi/peran/baru/"
    assert hana.get(back.url).status_code == 200


def test_the_way_back_stays_in_the_house(hana):
    typed = {"bukti-sent": "1", "bukti-password": SECRET, "next": "https://lain.test/"}
    assert hana.post("/kerja/akun/bukti/", typed).url == "/kerja/"


def test_guessing_a_proof_gets_slow(hana, grant):
    for _ in range(5):
        page = end(hana, grant, **{"bukti-sent": "1", "bukti-password": "salah"})
    assert "Terlalu banyak percobaan" in page.content.decode()
    end(hana, grant, **{"bukti-sent": "1", "bukti-password": SECRET})
    assert Grant.objects.get(pk=grant.pk).ends is None


def test_within_a_quarter_of_an_hour_nobody_is_asked(hana, grant, at):
    at(make.NOW + timedelta(minutes=14))
    assert hana.session[PROVEN_AT] == int(make.NOW.timestamp())
    assert end(hana, grant).url == "/kerja/organisasi/peran/"


@pytest.mark.parametrize(
    "path",
    [
        "/kerja/sambungan/token/baru/",
        "/kerja/organisasi/pegawai/1/atur-ulang/",
        "/kerja/organisasi/unit/1/akun/slip/",
        "/kerja/data-pribadi/segel/1/jawab/",
    ],
)
def test_what_opens_doors_asks_too(hana, people, path):
    make.grant(people.hana, Role.ADMINISTRATOR)
    assert "sekali lagi bahwa ini Anda" in hana.post(path, {"name": "Simpeg"}).content.decode()


@pytest.mark.parametrize(
    "address",
    ["/kerja/sambungan/token/baru/", "/kerja/sambungan/penerima/baru/", "/kerja/jejak/tersegel/1/"],
)
def test_secrets_and_seals_are_asked_for(people, hana, at, address):
    for role in (Role.ADMINISTRATOR, Role.INSPECTOR):
        make.grant(people.hana, role)
    assert hana.get(address).url.startswith("/kerja/akun/bukti/")


def test_a_copy_of_ones_data_is_given_to_its_owner_alone(hana):
    address = "/kerja/cermin/data-saya.zip"
    asked = hana.post(address).url
    assert asked == "/kerja/akun/bukti/?next=%2Fkerja%2Fdata-saya%2F"
    typed = {"bukti-sent": "1", "bukti-password": SECRET, "next": "/kerja/data-saya/"}
    assert hana.post(asked, typed).url == "/kerja/data-saya/"
    assert hana.post(address)["Content-Type"] == "application/zip"
