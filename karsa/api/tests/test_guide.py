"""What the guide says is true: its commands run against a real server, by curl."""

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings as configured
from django.db import connection, connections

from karsa.machines.services.delivery import signature
from karsa.machines.tests import make as machines
from karsa.org.models import Unit
from karsa.site.wsgi import application

GUIDE = (Path(configured.ROOT) / "docs/guides/api.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)\n```", GUIDE, re.DOTALL)


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def host(people, connection_kept) -> Iterator[str]:
    """A server of its own thread that sees what this test has written."""
    connection.inc_thread_sharing()
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)

    def serve(ours=connections["default"]):
        connections["default"] = ours
        server.serve_forever(poll_interval=0.01)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    connection.dec_thread_sharing()


def test_the_guide_s_commands_do_what_they_say(host, people):
    _row, token = machines.token(people.rina.agency)
    given = {"HOST": host, "TOKEN": token, "PATH": "/usr/bin:/bin"}
    said = [
        subprocess.run(["sh", "-c", one], env=given, capture_output=True, text=True, check=True)
        for one in COMMANDS
    ]
    units, grades, courses, sent = (one.stdout for one in said)

    assert len(json.loads(units)["data"]) == 2
    assert json.loads(units)["next"].startswith(host)
    assert json.loads(grades) == {"data": [], "next": None}
    assert courses.lstrip("\ufeff").startswith("nip")
    assert json.loads(sent)["dry_run"]
    assert [row["row"] for row in json.loads(sent)["rows"]] == [1]
    assert not Unit.objects.filter(external_id="A8AC").exists()


def test_the_guide_s_check_of_a_signature_knows_ours():
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    told: dict[str, Any] = {}
    exec(code, told)
    body = '{"type": "skp.approved"}'
    head = {
        "webhook-id": "m1",
        "webhook-timestamp": "1772593200",
        "webhook-signature": signature(machines.SECRET, "m1", 1772593200, body),
    }
    assert told["is_ours"](machines.SECRET, head, body.encode())
    assert not told["is_ours"](machines.SECRET, head, body.encode() + b" ")
