"""The door of the queue over HTTP: what a phone sends and reads."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from karsa.files.tests import make as files
from karsa.journal.models import DailyEntry, PhotoPlace
from karsa.org.tests import make as org

URL = "/kerja/catatan/kirim/"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


@pytest.fixture
def phone(work, people, sign_in):
    return sign_in(people.rina)


def row(work, **over):
    fields = {"about": f"a{work.action.pk}", "quantity": "12,5", "day": f"{org.TODAY}", "text": ""}
    return {"key": str(uuid4()), "fields": fields | over, "files": []}


def send(client, *rows, clock=org.NOW):
    said = {"clock": clock.isoformat(), "entries": rows}
    return client.post(URL, json.dumps(said), content_type="application/json")


def test_twenty_entries_get_twenty_answers(work, phone):
    rows = [row(work) for _ in range(20)]
    first = send(phone, *rows).json()["entries"]
    again = send(phone, *rows).json()["entries"]

    assert {one["outcome"] for one in first} == {"stored"}
    assert {one["outcome"] for one in again} == {"known"}
    assert [one["key"] for one in again] == [one["key"] for one in rows]
    assert DailyEntry.objects.count() == 20


def test_what_cannot_be_read_says_why_and_lets_the_others_through(work, phone):
    wrong, gone = row(work, quantity="banyak"), row(work, about="a999999")
    told = send(phone, wrong, gone, row(work, about=f"r{work.result.pk}")).json()["entries"]

    assert [one["outcome"] for one in told] == ["refused", "overtaken", "stored"]
    assert told[0]["sentence"] == "Berapa? Tulis angka, misalnya 12 atau 12,5."
    assert "Pilih pekerjaan lain" in told[1]["sentence"]


@pytest.mark.parametrize(
    "body", ["", "[]", '{"clock": "kemarin", "entries": [1]}', '{"clock": "2026-03-02T00:00:00Z"}']
)
def test_nonsense_is_answered_not_failed(work, phone, body):
    assert phone.post(URL, body, content_type="application/json").status_code == 400


def test_more_than_twenty_at_once_are_sent_back(work, phone):
    assert send(phone, *[row(work) for _ in range(21)]).status_code == 400


def test_photos_follow_and_the_phone_sees_where_its_entries_stand(work, phone):
    one = row(work) | {"files": [str(uuid4())]}
    send(phone, one)
    assert phone.get(URL, {"kunci": one["key"]}).json()["entries"][0]["awaits"] == one["files"]
    page = reverse("journal:entry", args=[DailyEntry.objects.get().pk])
    assert "menyusul dari ponsel" in phone.get(page).content.decode()

    url = reverse("journal:send_file", args=[one["key"], one["files"][0]])
    assert phone.post(url, {"berkas": files.photo()}).json() == {"outcome": "stored"}
    assert phone.post(url, {"berkas": files.photo()}).json() == {"outcome": "known"}

    [standing] = phone.get(URL, {"kunci": one["key"]}).json()["entries"]
    assert (standing["state"], standing["awaits"]) == ("sent", [])


@pytest.mark.parametrize("wanted", [True, False])
def test_a_photo_brings_its_place_only_where_its_author_wants_that(work, phone, wanted):
    one = row(work) | {"files": [str(uuid4())]}
    send(phone, one)
    url = reverse("journal:send_file", args=[one["key"], one["files"][0]])
    said = {"berkas": files.photo(), "latitude": "-2.0631", "longitude": "101.3912"}
    phone.post(url, said | ({"with_place": "on"} if wanted else {}))
    assert [str(row.latitude) for row in PhotoPlace.objects.all()] == ["-2.063"] * wanted


def test_a_refused_photo_says_what_to_do(work, phone):
    one = row(work) | {"files": [str(uuid4())]}
    send(phone, one)
    url = reverse("journal:send_file", args=[one["key"], one["files"][0]])

    told = phone.post(url, {"berkas": files.upload("IMG_1.heic", b"....ftypheic")}).json()
    assert told["outcome"] == "refused"
    assert "HEIC" in told["sentence"]
    assert phone.post(url).json() == {"outcome": "forgone"}


def test_a_session_that_is_over_is_told_to_the_script(client, work):
    answer = client.post(URL, "{}", content_type="application/json")

    assert answer.status_code == 401
    assert "tetap tersimpan" in answer.json()["sentence"]
    assert client.get("/api/v1/me").status_code == 401


def test_a_browser_learns_whom_it_is_signed_in_as(work, people, phone):
    told = phone.get("/api/v1/me").json()

    assert told["account"] == str(people.rina.user_id)
    assert len(told["seal"]) == 64
    assert told["token"]
