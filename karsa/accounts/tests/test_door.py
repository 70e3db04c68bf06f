from datetime import timedelta

import pytest
from django.test import Client

from karsa.accounts.models import SignInFailures, User
from karsa.accounts.services.attempts import (
    FREE,
    LONGEST,
    Count,
    begin,
    locked_until,
    note_failure,
)
from karsa.accounts.services.codes import issue_code
from karsa.org.models import Employee
from karsa.org.tests import make
from karsa.tenancy.scope import scope

SECRET = "jalan pagi ke puskesmas"


@pytest.fixture(autouse=True)
def home(settings):
    settings.LOGIN_REDIRECT_URL = "/kerja/"


@pytest.fixture
def rina(people):
    people.rina.user.set_password(SECRET)
    people.rina.user.save()
    return people.rina


def enter(client, name, secret=SECRET, **more):
    return client.post("/masuk/", {"name": name, "password": secret, **more})


def test_a_person_signs_in_by_nip_as_they_type_it(client, rina):
    nip = rina.nip
    answer = enter(client, f"'{nip[:8]} {nip[8:14]} {nip[14:]}")

    assert (answer.status_code, answer.url) == (302, "/kerja/")
    assert int(client.session["_auth_user_id"]) == rina.user.pk


def test_the_session_gets_a_new_key(client, rina):
    client.get("/masuk/")
    before = client.session.session_key
    enter(client, rina.nip)
    assert client.session.session_key != before


def test_a_remembered_device_stays_signed_in(client, rina):
    enter(client, rina.nip, remember="on")
    assert client.session.get_expiry_age() == 30 * 24 * 3600


def test_a_wrong_password_says_so_and_keeps_the_name(client, rina):
    page = enter(client, rina.nip, "salah sekali").content.decode()

    assert "tidak cocok" in page
    assert rina.nip in page
    assert "salah sekali" not in page


def test_a_short_nip_is_pointed_out(client, rina):
    assert "yang terisi 17" in enter(client, rina.nip[:17]).content.decode()


def test_going_on_stays_in_the_house(client, rina):
    assert enter(client, rina.nip, next="/kerja/catatan/").url == "/kerja/catatan/"
    client.logout()
    assert enter(client, rina.nip, next="https://lain.test/").url == "/kerja/"


def test_guessing_gets_slow_and_even_the_right_password_waits(client, rina):
    for _ in range(FREE):
        enter(client, rina.nip, "salah sekali")

    assert "Terlalu banyak percobaan" in enter(client, rina.nip).content.decode()
    SignInFailures.objects.update(locked_until=make.NOW - timedelta(minutes=1))
    assert enter(client, rina.nip).status_code == 302
    assert SignInFailures.objects.count() == 1  # the address keeps its own


def test_the_delay_grows_and_has_an_end(agency):
    now = make.NOW

    def fail(times):
        nonlocal now
        waits = []
        for _ in range(times):
            until = fail_once(agency, "1990", now)
            waits.append((until or now) - now)
            now = until or now
        return waits

    minutes = [timedelta(minutes=count) for count in (1, 2, 4, 8, 16)]
    assert fail(FREE - 1) == [timedelta()] * (FREE - 1)
    assert fail(7) == [*minutes, LONGEST, LONGEST]
    row = SignInFailures.objects.get()
    known = [Count(" 1990 ")]
    assert locked_until(agency=agency, counts=known, now=now - LONGEST) == now
    assert begin(agency=agency, counts=known, now=now - LONGEST) == now
    row.refresh_from_db()
    assert row.count == FREE + 6  # what must wait is not looked at, nor counted
    assert row.account != "1990"


def test_whoever_signs_in_twice_at_once_does_not_wait_for_himself(agency):
    """The second asked first and came to the counts after the first: its clock is behind."""
    first, second = make.NOW + timedelta(milliseconds=5), make.NOW
    name = [Count("1990")]

    assert begin(agency=agency, counts=name, now=first) is None
    assert begin(agency=agency, counts=name, now=second) is None


def fail_once(agency, name, now):
    """Try once and fail; return until when the next must wait."""
    assert begin(agency=agency, counts=[Count(name)], now=now) is None
    return note_failure(agency=agency, counts=[Count(name)], now=now)


def test_failures_are_forgotten_after_a_day(agency):
    fail_once(agency, "1990", make.NOW)
    fail_once(agency, "1991", make.NOW + timedelta(days=2))
    assert SignInFailures.objects.count() == 1


@pytest.mark.parametrize("closed", ["account", "retired"])
def test_who_has_left_can_neither_enter_nor_stay(client, rina, closed):
    enter(client, rina.nip)
    if closed == "account":
        User.objects.filter(pk=rina.user.pk).update(is_active=False)
    else:
        Employee.objects.filter(pk=rina.pk).update(is_active=False)

    assert client.get("/sandi/").status_code == 302
    client.logout()
    assert "tidak cocok" in enter(client, rina.nip).content.decode()


def test_a_person_of_another_agency_is_unknown_here(client, rina, elsewhere):
    with scope(elsewhere):
        stranger = make.employee(elsewhere, "Orang Lain")
        assert stranger.user
        stranger.user.set_password(SECRET)
        stranger.user.save()
    assert "tidak cocok" in enter(client, stranger.nip).content.decode()


def test_mistyped_codes_and_passwords_are_named(client, agency):
    typed = {"code": "K7QX-2MPA", "new": SECRET, "again": SECRET}

    assert "Belum sama" in client.post("/aktivasi/", {**typed, "again": "x"}).content.decode()
    assert "yang terisi 3" in client.post("/aktivasi/", {**typed, "code": "K7Q"}).content.decode()


@pytest.fixture
def at_noon(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: make.NOW)


def test_a_reset_is_told_at_the_next_sign_in(client, at_noon, people):
    code = issue_code(
        actor=make.actor(people.andi),
        user=people.rina.user,
        purpose="reset",
        now=make.NOW,
        issuer="Andi Prasetyo",
    )

    answer = client.post("/aktivasi/", {"code": code, "new": SECRET, "again": SECRET})

    assert answer.status_code == 302
    told = [str(message) for message in client.get("/sandi/").context["messages"]]
    expected = "Sandi Anda diatur ulang oleh Andi Prasetyo pada 4 Maret 2026, 10.00 WIB."
    assert expected in told


def test_guessing_codes_gets_slow(client, at_noon, agency):
    typed = {"code": "AAAA-AAAA", "new": SECRET, "again": SECRET}
    for _ in range(FREE):
        page = client.post("/aktivasi/", typed).content.decode()
        assert "tidak kami kenali" in page
    assert "Terlalu banyak percobaan" in client.post("/aktivasi/", typed).content.decode()


def test_a_weak_password_is_refused_with_a_reason(client, agency):
    answer = client.post("/aktivasi/", {"code": "AAAA-AAAA", "new": "rahasia", "again": "rahasia"})
    assert "new" in answer.context["form"].errors


def test_one_changes_the_own_password_and_stays(client, rina):
    enter(client, rina.nip)
    new = "kopi sore di teras"

    wrong = client.post("/sandi/", {"current": "salah", "new": new, "again": new})
    assert "tidak cocok" in wrong.content.decode()
    right = client.post("/sandi/", {"current": SECRET, "new": new, "again": new})

    assert right.status_code == 302
    assert client.get("/sandi/").status_code == 200
    assert User.objects.get(pk=rina.user.pk).check_password(new)


def test_signing_out_ends_the_session(client, rina):
    enter(client, rina.nip)
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").url == "/masuk/"
    assert client.get("/sandi/").status_code == 302


def test_a_flood_of_strangers_does_not_lock_out_the_honest_device(client, at_noon, rina):
    """Its mark, or the address it came from before, gives it a count of its own."""
    assert enter(client, rina.nip).status_code == 302
    client.post("/keluar/")
    flood = Client()
    for number in range(40):
        address = f"198.51.{number}.7"
        flood.post("/masuk/", {"name": rina.nip, "password": "salah"}, REMOTE_ADDR=address)
    typed = {"name": rina.nip, "password": SECRET}
    held = flood.post("/masuk/", typed, REMOTE_ADDR="203.0.113.9")
    assert "Terlalu banyak" in held.content.decode()

    assert enter(Client(), rina.nip).status_code == 302  # the known address, without the mark
    moved = client.post("/masuk/", typed, REMOTE_ADDR="192.0.2.1")
    assert moved.status_code == 302  # the known device, at another address


def test_a_flood_of_codes_from_one_network_leaves_the_others_in(client, at_noon, rina):
    """Every address of an IPv6 network is the same sender; the neighbour's network is not."""

    def typed(code, address):
        said = {"code": code, "new": SECRET, "again": SECRET}
        return client.post("/aktivasi/", said, REMOTE_ADDR=address).content.decode()

    for number in range(FREE + 1):
        typed("AAAA-AAAA", f"2001:db8:1:2::{number:x}")
    assert "Terlalu banyak" in typed("AAAA-AAAA", "2001:db8:1:2:ffff::1")
    assert "Terlalu banyak" not in typed("AAAA-AAAA", "2001:db8:1:3::1")
