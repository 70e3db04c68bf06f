"""What an operator sees: figures for a token, lines of the log, reasons not to start."""

import json
import logging
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from karsa.site.observing import figures, safety
from karsa.site.observing.logs import JsonLines, named, request_id


@pytest.fixture
def exposed(settings):
    """An installation that other machines reach, set up as it should be."""
    settings.ALLOWED_HOSTS = ["kinerja.contoh.go.id"]
    settings.HTTPS = True
    settings.SECRET_KEY = "x" * 48
    return settings


def ids():
    return [one.id for one in safety.problems()]


def test_a_demo_on_this_machine_may_start(settings, db):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert ids() == []


def test_an_installation_as_it_should_be_may_start(exposed, db):
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ALLOWED_HOSTS", ["*"], "karsa.E001"),
        ("HTTPS", False, "karsa.E002"),
        ("SECRET_KEY", "rahasia", "karsa.E003"),
    ],
)
def test_what_is_unsafe_is_told_and_keeps_it_from_starting(exposed, db, name, value, told):
    setattr(exposed, name, value)

    assert ids() == [told]
    with pytest.raises(CommandError):
        call_command("serve")


def test_letters_in_plain_to_another_machine_are_unsafe(exposed, db):
    exposed.EMAIL_HOST, exposed.EMAIL_USE_TLS, exposed.EMAIL_USE_SSL = "surat.contoh", False, False
    assert ids() == ["karsa.E004"]
    exposed.EMAIL_HOST = "127.0.0.1"
    assert ids() == []


def test_figures_are_for_who_holds_the_token(settings, agency):
    settings.METRICS_TOKEN = "kata-sandi-pemantau"
    client = Client()

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer lain"}).status_code == 404
    client.get("/healthz")
    told = client.get("/metrics", headers={"Authorization": f"Bearer {settings.METRICS_TOKEN}"})

    assert 'karsa_request_seconds_count{method="GET",page="alive",status="200"}' in told.text
    assert "karsa_oldest_task_seconds" in told.text


def test_a_request_keeps_the_id_it_came_with_unless_it_is_no_id():
    client = Client()
    given = client.get("/healthz", headers={"X-Request-ID": "0af7651916cd43dd"})
    forged = client.get("/healthz", headers={"X-Request-ID": 'x"\n{"level": "forged"}'})

    assert given["X-Request-ID"] == "0af7651916cd43dd"
    assert named('x"{}') != 'x"{}'
    assert "forged" not in forged["X-Request-ID"]


def test_a_line_of_the_log_names_the_page_and_never_its_address(caplog):
    with caplog.at_level(logging.INFO, "karsa.requests"):
        Client().get("/healthz?nip=199807232021212003")

    [record] = caplog.records
    held = request_id.set("0af7651916cd43dd")
    line = json.loads(JsonLines().format(record))
    request_id.reset(held)
    assert (line["page"], line["status"], line["request"]) == ("alive", 200, "0af7651916cd43dd")
    assert "1998" not in json.dumps(line)


def test_where_to_tell_of_a_weakness(settings, db):
    assert Client().get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:aman@contoh.go.id"

    told = Client().get("/.well-known/security.txt").text

    assert told.startswith("Contact: mailto:aman@contoh.go.id\nExpires: 20")


def test_servers_that_share_a_folder_count_apart(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(figures, "_FOLDER", tmp_path)
    monkeypatch.setenv(figures._PLACE, str(tmp_path))
    figures.begin_anew(8000)
    first = Path(os.environ[figures._PLACE])
    (first / "histogram_1.db").touch()
    figures.begin_anew(8010)
    assert (first / "histogram_1.db").exists()
    figures.begin_anew(8000)
    assert not list(first.iterdir())
