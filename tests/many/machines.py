"""An installation of several processes that know each other by their database alone."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from tests.bench.portal import PLACES, deployed, nginx
from tests.browser.server import Server
from tests.with_postgres import free_port

# A proxy passes the name on without a port, as at port 443.
ORIGIN, TOKEN = "http://127.0.0.1", "t" * 32


def laid(data: Path, database: Mapping[str, str], jobs: int = 0) -> dict[str, str]:
    """Make the region; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.many.region", str(jobs)],
        env={**os.environ, **database, "KARSA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@contextmanager
def pages(data: Path, servers: int, **environment: str) -> Iterator[list[Server]]:
    """So many servers of two processes each, pages only."""
    own = {"KARSA_LIVE_PORT": "", **environment}
    found = [Server(data, 2, True, **own) for _one in range(servers)]
    try:
        for server in found:
            server.start()
        yield found
    finally:
        for server in found:
            server.kill()


@contextmanager
def beside(data: Path, *commands: tuple[str, ...], **environment: str) -> Iterator[None]:
    """`karsa …` commands that run as long as the block does."""
    kept = {name: at for name, at in os.environ.items() if not name.startswith("DATABASE")}
    whole = {**kept, "KARSA_DATA": str(data), **environment}
    with ExitStack() as stack:
        for command in commands:
            started = subprocess.Popen([sys.executable, "-m", "karsa", *command], env=whole)
            stack.callback(started.wait, 30)
            stack.callback(started.terminate)
        yield


@contextmanager
def proxy(folder: Path, servers: list[Server], live: int) -> Iterator[str]:
    """The nginx of deploy/ before all of them, without its certificate; yield its address."""
    port, whole = free_port(), deployed(folder, servers[0].url)
    for server in servers[1:]:
        first = f"server {urlsplit(servers[0].url).netloc};"
        whole = whole.replace(first, f"{first} server {urlsplit(server.url).netloc};")
    whole = whole.replace("127.0.0.1:8001", f"127.0.0.1:{live}")
    shared = whole[: whole.index("server {\n")]
    with nginx(folder, f"{shared}server {{ listen 127.0.0.1:{port}; include {PLACES}; }}", port):
        yield f"http://127.0.0.1:{port}"


class Browser:
    """Somebody at an address, who keeps cookies and may go on at another."""

    def __init__(self, session: str = "") -> None:
        self.cookies = {"csrftoken": TOKEN} | ({"sessionid": session} if session else {})

    def get(self, url: str, path: str) -> tuple[int, str]:
        return self._ask(url, "GET", path)

    def post(self, url: str, path: str, **fields: str) -> tuple[int, str]:
        body = urlencode(fields)
        return self._ask(url, "POST", path, body, "application/x-www-form-urlencoded")

    def send(self, url: str, about: str) -> str:
        """Send an entry as a phone does; return its key."""
        key, now = str(uuid4()), datetime.now(UTC)
        fields = {
            "about": about,
            "quantity": "3",
            "day": str(now.date()),
            "text": f"Kunjungan {key}",
        }
        row = {"key": key, "written_at": now.isoformat(), "fields": fields, "files": []}
        body = json.dumps({"clock": now.isoformat(), "entries": [row]})
        status, said = self._ask(url, "POST", "/kerja/catatan/kirim/", body, "application/json")
        assert status == 200, status
        assert json.loads(said)["entries"][0]["outcome"] == "stored", said
        return key

    def _ask(self, url: str, method: str, path: str, body: str = "", kind: str = "") -> Any:
        head = {"Cookie": "; ".join(f"{name}={at}" for name, at in self.cookies.items())}
        if body:
            head |= {
                "Content-Type": kind,
                "Origin": ORIGIN,
                "X-CSRFToken": self.cookies["csrftoken"],
                "Host": "127.0.0.1",
            }
        line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
        line.request(method, path, body or None, head)
        answer = line.getresponse()
        said = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                given, _more = value.split(";", 1)
                self.cookies.update([given.split("=", 1)])
        line.close()
        return answer.status, said
