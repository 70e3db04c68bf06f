"""The door of machines: who is let in, how often, and how it is told what is wrong."""

from datetime import timedelta

import pytest

from karsa.audit.models import AuditEntry
from karsa.machines import door
from karsa.machines.models import Scope, Token
from karsa.machines.services.tokens import revoke_token
from karsa.machines.tests import make as machines
from karsa.org.tests import make
from karsa.tenancy.scope import scope

READS = {
    "/api/v1/units": Scope.UNITS,
    "/api/v1/positions": Scope.UNITS,
    "/api/v1/employees": Scope.PEOPLE,
    "/api/v1/assignments": Scope.PEOPLE,
    "/api/v1/plans?tahun=2026": Scope.PLANS,
    "/api/v1/evaluations?tahun=2026": Scope.GRADES,
    "/api/v1/indicators": Scope.FIGURES,
    "/api/v1/figures?tahun=2026": Scope.FIGURES,
    "/api/v1/trainings?tahun=2026": Scope.TRAINING,
    "/api/v1/siasn/kursus?tahun=2026": Scope.TRAINING,
}


@pytest.mark.parametrize(("path", "scope"), READS.items())
def test_a_token_opens_what_its_scope_names_and_nothing_else(path, scope, ask):
    others = [one for one in Scope if one != scope]

    assert ask(path, scope).status_code == 200
    answer = ask(path, *others)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert scope.value in answer.json()["detail"]


def test_no_scope_names_what_is_sealed():
    sealed = ("bina", "disiplin", "sehat", "adu", "360", "catatan")
    assert not [one for one in Scope.values if any(word in one for word in sealed)]


@pytest.mark.parametrize("text", ["", "karsa_api_lain", "Bearer", "karsa_api_" + "x" * 4000])
def test_an_unknown_token_is_not_let_in(text, ask):
    answer = ask("/api/v1/units", text=text or " ")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["status"] == 401


def test_a_token_ends_by_its_day_and_by_hand(agency, ask, monkeypatch):
    row, text = machines.token(agency, days=30)
    assert ask("/api/v1/units", text=text).status_code == 200
    assert Token.objects.get().used_on == make.TODAY

    later = make.NOW + timedelta(days=31)
    with monkeypatch.context() as clock:
        clock.setattr("karsa.kit.clock.now", lambda: later)
        assert ask("/api/v1/units", text=text).status_code == 401
    revoke_token(actor=machines.administrator(agency), token_id=row.pk)
    assert ask("/api/v1/units", text=text).status_code == 401


def test_a_token_of_another_agency_opens_nothing_here(agency, elsewhere, ask):
    with scope(elsewhere):
        _row, text = machines.token(elsewhere)
    assert ask("/api/v1/units", text=text).status_code == 401


def test_nothing_of_another_agency_is_told(agency, elsewhere, ask):
    with scope(elsewhere):
        make.assignment(make.employee(elsewhere, "Orang Lain"), make.unit(agency=elsewhere))
    for path in READS:
        assert b"Orang Lain" not in ask(path).content
    assert ask("/api/v1/employees").json()["data"] == []


def test_a_token_signs_nobody_in(agency, client):
    _row, text = machines.token(agency)
    answer = client.get("/kerja/", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 302


def test_the_text_is_not_kept(agency):
    row, text = machines.token(agency)
    kept = " ".join(str(value) for value in Token.objects.values_list().get())
    assert text not in kept
    assert text.removeprefix("karsa_api_").startswith(row.head)
    assert AuditEntry.objects.filter(verb="machines.token_given").exists()


def test_too_often_waits_for_the_next_minute(agency, ask, monkeypatch):
    monkeypatch.setattr(door, "MOST", 2)
    _row, text = machines.token(agency)
    answers = [ask("/api/v1/units", text=text) for _try in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[1]["RateLimit"].startswith('"token";r=0;t=')
    assert answers[2]["Retry-After"] == "60"
    assert answers[2]["Content-Type"] == "application/problem+json"


def test_what_is_known_is_not_sent_again(people, ask):
    _row, text = machines.token(people.rina.agency)
    first = ask("/api/v1/units", text=text)
    again = ask("/api/v1/units", text=text, **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["RateLimit"]


def test_pages_follow_each_other_without_gaps(people, ask):
    path, seen = "/api/v1/employees?batas=3", []
    while path:
        answer = ask(path)
        seen += [row["id"] for row in answer.json()["data"]]
        path = answer.json()["next"]
        assert bool(path) == answer.has_header("Link")
    assert seen == sorted(seen)
    assert len(seen) == 7


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("tahun=abc", "query.tahun"),
        ("", "query.tahun"),
        ("tahun=1", "query.tahun"),
        ("tahun=2026&batas=0", "query.batas"),
        ("tahun=2026&sejak=0001-01-01", "query.sejak"),
        ("tahun=2026&sejak=besok", "query.sejak"),
    ],
)
def test_each_value_that_will_not_do_is_named(query, field, ask):
    answer = ask(f"/api/v1/plans?{query}")

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert answer.json()["errors"][0]["detail"].endswith(".")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/tidak-ada", 404),
        ("get", "/api/lain", 404),
        ("delete", "/api/v1/units", 405),
        ("get", "/api/v1/data/x", 404),
        ("post", "/api/v1/measurements", 401),
        ("post", "/api/v1/survey-links", 401),
    ],
)
def test_every_error_is_a_problem(method, path, status, agency, client):
    answer = getattr(client, method)(path)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["title"]
    assert answer.has_header("Allow") == (status == 405)


def test_a_failure_of_ours_is_a_problem_with_the_way_to_ask(agency, client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("rahasia")

    monkeypatch.setattr("karsa.machines.door.token_of", broken)
    client.raise_request_exception = False
    answer = client.get("/api/v1/units", headers={"Authorization": "Bearer x"})

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert b"rahasia" not in answer.content
    assert answer["X-Request-ID"]


@pytest.mark.parametrize(("day", "status"), [("2026-03-01", 200), ("0", 422), ("20260301", 422)])
def test_a_day_is_asked_for_as_it_is_written(day, status, ask):
    assert ask(f"/api/v1/assignments?pada={day}", Scope.PEOPLE).status_code == status
