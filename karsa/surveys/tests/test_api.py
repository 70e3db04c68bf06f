import json

import pytest
from django.urls import reverse

from karsa.org.tests import make as org
from karsa.surveys import services
from karsa.surveys.models import OneTimeLink
from karsa.surveys.tests import make


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr("karsa.kit.clock.now", lambda: org.NOW)


def ask(client, token, **wanted):
    return client.post(
        reverse("api:survey_links"),
        json.dumps(wanted),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


def test_a_system_asks_and_the_links_open(people, client):
    found = make.survey(people.clinic)
    _key, token = services.add_link_key(
        actor=org.actor(people.andi), service=found.service, name="Antrean"
    )
    links = ask(client, token, count=2).json()["links"]
    assert len(set(links)) == 2
    assert client.get(links[0]).status_code == 200
    assert not any(link.rsplit("/", 2)[1] in str(OneTimeLink.objects.values()) for link in links)


def test_wrong_tokens_wishes_and_times_are_told(people, client, monkeypatch):
    found = make.survey(people.clinic, state="closed")
    _key, token = services.add_link_key(
        actor=org.actor(people.andi), service=found.service, name="Antrean"
    )
    assert ask(client, "tebakan").status_code == 401
    for wanted in (
        {"count": 0},
        {"count": 101},
        {"days": 91},
        {"count": "<script>"},
        {"point": 2**80},
    ):
        assert ask(client, token, **wanted).status_code == 422
    closed = ask(client, token)
    assert (closed.status_code, "belum punya survei" in closed.json()["detail"]) == (409, True)
    monkeypatch.setattr("karsa.surveys.api.ASKED", 1)
    assert ask(client, token).status_code == 429
