"""The door machines use: a token of their own, a clear answer, and nobody's identity."""

import json
from hashlib import sha256
from string import ascii_lowercase

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from karsa.audit.models import AuditEntry
from karsa.indicators.models import Measurement, Observation
from karsa.indicators.services import feeds
from karsa.indicators.services.feeding import Outcome
from karsa.indicators.tests import make, make_feed
from karsa.org.tests.make import NOW, actor

URL = "/api/v1/measurements"


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: NOW)


@pytest.fixture
def registered(people, now):
    indicator = make.indicator(people.clinic, {"measure": "menit"}, name="Waktu tunggu 0")
    words = feeds.FeedWords("Mesin antrean")
    return feeds.add_feed(
        actor=actor(people.andi), unit=people.clinic, words=words, measures={indicator: "menit"}
    )


@pytest.fixture
def post(registered):
    client = Client(enforce_csrf_checks=True)

    def send(body, token=registered[1]):
        text = body if isinstance(body, str | bytes) else json.dumps(body, default=float)
        head = {"authorization": f"Bearer {token}"} if token else {}
        return client.post(URL, text, content_type="application/json", headers=head)

    return send


def batch(*rows):
    return {"observations": list(rows)}


def test_a_batch_is_answered_row_by_row(post, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(
            batch(make_feed.row(1), make_feed.row(1), make_feed.row(2, 0), make_feed.row(3, 12.5))
        )

    assert answer.status_code == 200
    said = answer.json()
    assert said["rows"] == {
        "stored": [1, 4],
        "unchanged": [2],
        "corrected": [],
        "held": [3],
        "refused": [],
    }
    assert (said["received"], said["stored"], said["held"]) == (4, 2, 1)
    assert "nol" in said["reasons"]["3"]
    assert not answer.cookies
    assert Measurement.objects.get().value == 16.25


def test_a_refused_row_is_named_and_the_status_says_so(post):
    answer = post(batch(make_feed.row(1), make_feed.row(2, unit="jam")))

    assert answer.status_code == 422
    assert answer.json()["rows"]["refused"] == [2]
    assert "menit" in answer.json()["reasons"]["2"]


@pytest.mark.parametrize("token", ["", "salah", "karsa_"])
def test_without_a_known_token_nobody_comes_in(post, token):
    answer = post(batch(make_feed.row(1)), token=token)

    assert answer.status_code == 401
    assert "Token" in answer.json()["detail"]
    assert not Observation.objects.exists()


def test_a_stopped_token_ends_and_a_new_one_works(post, registered, people):
    feed, old = registered
    feeds.stop_feed(actor=actor(people.andi), feed=feed)
    assert post(batch(make_feed.row(1))).status_code == 401

    _, new = feeds.rotate_token(actor=actor(people.andi), feed=feed)
    assert post(batch(make_feed.row(1)), token=old).status_code == 401
    assert post(batch(make_feed.row(1)), token=new).status_code == 200


def test_a_token_never_signs_anybody_in(registered):
    client = Client()
    answer = client.get("/kerja/", headers={"authorization": f"Bearer {registered[1]}"})

    assert answer.status_code == 302
    assert "masuk" in answer["location"]


def test_a_session_opens_nothing_here(people, sign_in):
    client = sign_in(people.hana)
    answer = client.post(URL, json.dumps(batch(make_feed.row(1))), content_type="application/json")

    assert answer.status_code == 401


def test_another_agencys_token_is_unknown(post, elsewhere, registered):
    answer = Client().post(
        URL,
        json.dumps(batch(make_feed.row(1))),
        content_type="application/json",
        headers={"authorization": f"Bearer {registered[1]}", "host": "lain.test"},
    )

    assert answer.status_code in (400, 401)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"observations": []}',
        '{"observations": {}}',
        '{"observations": NaN}',
        '{"observations": [1], "nama": "Rina"}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_batch_is_said_so(post, body):
    answer = post(body)

    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_more_than_ten_thousand_are_too_many(post):
    assert post(batch(*([1] * 10_001))).status_code == 413


def test_a_body_beyond_measure_is_not_read(post, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert post(batch(make_feed.row(1), make_feed.row(2))).status_code == 413


def test_who_asks_too_often_waits(post, monkeypatch):
    monkeypatch.setattr("karsa.indicators.api.feeding.BATCHES", 1)
    assert post(batch(make_feed.row(1))).status_code == 200
    answer = post(batch(make_feed.row(2)))

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


def test_the_description_and_its_page_are_ours(client, agency):
    said = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/measurements" in said["paths"]

    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert b"http" not in page.content.split(b"<body")[0]


# What would say who somebody is, in any place of a row.
_DIGITS = st.text("0123456789", min_size=16, max_size=16)
_NAMES = st.text(ascii_lowercase, min_size=3, max_size=12).map(str.title)
_IDENTITIES = st.one_of(
    _DIGITS,
    _DIGITS.map(lambda text: f"{text[:6]} {text[6:12]} {text[12:]}"),
    _DIGITS.map(lambda text: f"{text[:2]}.{text[2:]}"),
    _DIGITS.filter(lambda text: text[0] != "0").map(int),
    st.text("0123456789", min_size=18, max_size=18),
    st.text("0123456789", min_size=13, max_size=13).map(lambda text: "0" + text[1:]),
    st.integers(10**8, 10**10).map(lambda tail: f"08{tail}"),
    st.integers(10**8, 10**10).map(lambda tail: f"+62 8{tail}"),
    st.tuples(_NAMES, _NAMES).map(" ".join),
    _NAMES.map(lambda name: f"{name.lower()}@contoh.go.id"),
)
_PLACES = st.sampled_from(["indicator", "key", "at", "value", "unit", "weight", "point"])
_STRANGE = st.sampled_from(
    [
        "nama",
        "nama_pasien",
        "NIK",
        "no_ktp",
        "bpjs",
        "no_hp",
        "telepon",
        "email",
        "diagnosa",
        "icd10",
        "alamat",
        "tgl_lahir",
        "nip",
        "patient_name",
        "catatan",
    ]
)
_MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_MANY
@given(place=_PLACES, who=_IDENTITIES)
def test_an_identity_in_any_place_of_a_row_is_refused(registered, place, who):
    answer = make_feed.send(registered[0], make_feed.row(1, **{place: who}))

    assert answer.rows[Outcome.REFUSED] == [1]
    assert str(who) not in answer.reasons[1]
    assert not Observation.objects.exists()


@_MANY
@given(field=_STRANGE, who=_IDENTITIES)
def test_a_column_that_tells_of_a_person_is_refused(registered, field, who):
    answer = make_feed.send(registered[0], make_feed.row(1, **{field: who}))

    assert answer.rows[Outcome.REFUSED] == [1]
    assert str(who) not in answer.reasons[1]


@_MANY
@given(secret=st.text(min_size=1), number=st.integers(0, 10**16))
def test_a_salted_hash_is_a_key(registered, secret, number):
    key = sha256(f"{secret}:{number}".encode()).hexdigest()
    answer = make_feed.send(registered[0], make_feed.row(1, key=key))

    assert answer.rows[Outcome.REFUSED] == []


def test_nothing_of_a_refused_row_stays_anywhere(post):
    post(batch(make_feed.row(1, key="3276012345678901", nama="Rina Kartikasari")))

    assert not Observation.objects.exists()
    assert not AuditEntry.objects.filter(verb__startswith="feed.batch").exists()
