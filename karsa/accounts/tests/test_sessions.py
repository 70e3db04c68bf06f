"""Where one is signed in: seen, ended one by one or all, by the owner or the administrator."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client

from karsa.accounts.devices import device
from karsa.accounts.models import SignIn, User
from karsa.accounts.roles import Role
from karsa.accounts.services import codes, sign_ins
from karsa.audit.models import AuditEntry
from karsa.kit.testing import assert_flat, queries_of
from karsa.org.tests import make

SECRET = "jalan pagi ke puskesmas"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"


@pytest.fixture
def at(monkeypatch):
    def stand(moment):
        monkeypatch.setattr("karsa.kit.clock.now", lambda: moment)

    stand(make.NOW)
    return stand


@pytest.fixture
def rina(people, at):
    people.rina.user.set_password(SECRET)
    people.rina.user.save()
    return people.rina


def entered(person, agent=PHONE):
    client = Client(headers={"user-agent": agent})
    assert client.post("/masuk/", {"name": person.nip, "password": SECRET}).status_code == 302
    return client


def is_in(client):
    return client.get("/sandi/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Chrome, Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox, Windows",
        ),
        ("curl/8.5", ""),
    ],
)
def test_a_device_in_words(agent, words):
    assert device(agent) == words


def test_the_page_names_devices_and_marks_this_one(rina):
    phone, desk = entered(rina), entered(rina, "Mozilla/5.0 (X11; Linux) Firefox/128.0")
    shown = phone.get("/kerja/akun/keamanan/").content.decode()

    assert "Chrome, Android" in shown
    assert "Firefox, Linux" in shown
    assert shown.count("Perangkat ini") == 1
    assert is_in(desk)


def test_one_device_is_sent_out_and_the_other_stays(rina):
    phone, desk = entered(rina), entered(rina)
    row = SignIn.objects.get(session_key=desk.session.session_key)

    assert phone.post(f"/kerja/akun/perangkat/{row.pk}/keluar/").status_code == 302
    assert not is_in(desk)
    assert is_in(phone)
    assert AuditEntry.objects.get(verb="accounts.session_ended").actor_id == rina.user.pk


def test_all_others_are_sent_out(rina):
    phone, desk, lost = entered(rina), entered(rina), entered(rina)
    phone.post("/kerja/akun/perangkat/keluar/")
    assert [is_in(one) for one in (phone, desk, lost)] == [True, False, False]


def test_a_new_password_sends_all_others_out(rina):
    phone, desk = entered(rina), entered(rina)
    new = "kopi sore di teras"
    phone.post("/sandi/", {"current": SECRET, "new": new, "again": new})

    assert [is_in(phone), is_in(desk)] == [True, False]
    assert SignIn.objects.get().session_key == phone.session.session_key


def test_a_session_over_a_closed_accounts_or_ones_own_is_listed_and_ends(people, rina):
    desk = entered(people.rina)
    User.objects.filter(pk=rina.user.pk).update(is_active=False)
    make.grant(people.budi, Role.ADMINISTRATOR)
    budi, dedi = make.actor(people.budi), people.dedi.user
    for _again in range(2):
        code = codes.issue_code(actor=budi, user=dedi, purpose="reset", now=make.NOW)
        typed = {"code": code, "new": SECRET, "again": SECRET}
        assert desk.post("/aktivasi/", typed).status_code == 302
    here = SignIn.objects.get(user=dedi, ended_at=None)
    assert here.session_key == desk.session.session_key
    sign_ins.end_of(actor=budi, user=dedi)
    assert not is_in(desk)


def test_nobody_ends_anothers_session(people, rina):
    entered(rina)
    row, other = SignIn.objects.get(), make.actor(people.dedi)
    with pytest.raises(PermissionDenied):
        sign_ins.end(actor=other, row=row)
    with pytest.raises(PermissionDenied):
        sign_ins.end_others(actor=other, user=rina.user, kept="")
    with pytest.raises(PermissionDenied):
        sign_ins.end_of(actor=make.actor(people.hana), user=rina.user)


def test_an_administrator_ends_them_all(people, rina, sign_in):
    phone = entered(rina)
    make.grant(people.budi, Role.ADMINISTRATOR)
    budi = sign_in(people.budi)

    assert "1 perangkat" in budi.get(f"/kerja/akun/orang/{rina.user.pk}/").content.decode()
    assert budi.post(f"/kerja/akun/orang/{rina.user.pk}/keluar/").status_code == 302
    assert not is_in(phone)
    assert budi.get(f"/kerja/akun/orang/{people.budi.user.pk}/").status_code == 403


def test_signing_out_keeps_the_address_but_not_the_session(rina):
    phone = entered(rina)
    phone.post("/keluar/")
    assert SignIn.objects.get().ended_at == make.NOW
    assert rina.nip not in SignIn.objects.get().address
    assert not Session.objects.exists()


def test_the_last_use_is_known_to_the_hour_and_costs_nothing_within_it(rina, at):
    phone = entered(rina)
    phone.get("/kerja/kabar/")
    first = len(queries_of(lambda: phone.get("/kerja/kabar/")))

    at(make.NOW + timedelta(minutes=50))
    within = len(queries_of(lambda: phone.get("/kerja/kabar/")))
    at(make.NOW + timedelta(minutes=70))
    phone.get("/kerja/kabar/")
    after = len(queries_of(lambda: phone.get("/kerja/kabar/")))

    assert first == within == after
    assert SignIn.objects.get().seen_at == make.NOW + timedelta(hours=1)


def test_being_signed_in_at_the_door_costs_no_query_more(rina):
    """The page costs the same for a session that came by the door and for one that did not."""
    bare = Client()
    bare.force_login(rina.user)
    door = entered(rina)
    for client in (bare, door):
        client.get("/kerja/kabar/")
    assert len(queries_of(lambda: bare.get("/kerja/kabar/"))) == len(
        queries_of(lambda: door.get("/kerja/kabar/"))
    )


def test_the_page_costs_the_same_for_many_devices(rina):
    phone = entered(rina)

    def more():
        for _ in range(5):
            entered(rina)

    assert_flat(lambda: phone.get("/kerja/akun/keamanan/"), more, budget=10)


def test_a_session_that_nobody_uses_is_over(rina, at):
    client = entered(rina)
    at(make.NOW + timedelta(hours=2))
    assert is_in(client)
    at(make.NOW + timedelta(hours=5))
    assert client.get("/kerja/kabar/").url == "/masuk/?next=/kerja/kabar/"
    assert not is_in(client)
    assert SignIn.objects.get().ended_at == make.NOW + timedelta(hours=5)


def test_a_remembered_device_may_lie_unused(rina, at):
    client = Client()
    client.post("/masuk/", {"name": rina.nip, "password": SECRET, "remember": "on"})
    at(make.NOW + timedelta(days=20))
    assert is_in(client)
