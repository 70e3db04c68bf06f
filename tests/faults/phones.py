"""Phones that send what waits on them until it is acknowledged, to a server that is killed."""

import http.client
import json
import os
import signal
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any
from uuid import UUID

from tests.browser.server import Server
from tests.faults.engines import Engine

_AT_ONCE = 5
_LONGEST = 0.6


@dataclass
class Phone:
    """One person's phone: what waits on it, what was acknowledged, whether an answer is awaited."""

    given: Mapping[str, str]
    url: str
    rng: Random
    stopped: Event = field(default_factory=Event)
    made: int = 0
    acknowledged: set[UUID] = field(default_factory=set)
    awaits: bool = False

    def begin(self) -> Thread:
        thread = Thread(target=self._send_all, daemon=True)
        thread.start()
        return thread

    def _send_all(self) -> None:
        """Write and send; what has no answer is sent again, as it was."""
        while not self.stopped.is_set():
            rows = [self._entry() for _one in range(_AT_ONCE)]
            self.made += len(rows)
            while not self._send(rows):
                self.stopped.wait(0.05)

    def _send(self, rows: list[dict[str, Any]]) -> bool:
        body = json.dumps({"clock": datetime.now(UTC).isoformat(), "entries": rows})
        host = self.url.removeprefix("http://")
        head = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={self.given['session']}; csrftoken={self.given['token']}",
            "X-CSRFToken": self.given["token"],
            "Origin": self.url,
        }
        connection = http.client.HTTPConnection(host, timeout=20)
        try:
            connection.request("POST", "/kerja/catatan/kirim/", body, head)
            self.awaits = True
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            self.awaits = False
            connection.close()
        if answer.status != http.client.OK:
            assert answer.status in (500, 502, 503), (answer.status, said[:300])
            return False
        told = json.loads(said)["entries"]
        assert {one["outcome"] for one in told} <= {"stored", "known"}, told
        self.acknowledged |= {UUID(one["key"]) for one in told}
        return True

    def _entry(self) -> dict[str, Any]:
        key = UUID(int=self.rng.getrandbits(128), version=4)
        fields = {"about": self.given["about"], "quantity": "3", "day": "2026-11-10"}
        now = datetime.now(UTC).isoformat()
        return {
            "key": str(key),
            "written_at": now,
            "fields": fields | {"text": f"Kunjungan {key}"},
            "files": [],
        }


def sync(engine: Engine, phones: list[Mapping[str, str]], seed: int, want: int) -> Counter[str]:
    """Kill the server up to `want` times while phones send; every entry is there once."""
    rng = Random(seed)
    server = Server(engine.data, 1, **engine.environment)
    server.start()
    users = [Phone(given, server.url, Random(rng.random())) for given in phones]
    threads = [user.begin() for user in users]
    kills: Counter[str] = Counter()
    try:
        while kills.total() < want:
            Event().wait(rng.uniform(0.1, _LONGEST))
            is_middle = any(user.awaits for user in users)
            weapon = rng.choice(("web", "web", "whole server"))
            _kill(server, weapon)
            kills["sync: " + weapon if is_middle else "between"] += 1
        for user in users:
            user.stopped.set()
        for thread in threads:
            thread.join(60)
            assert not thread.is_alive()
    finally:
        server.kill()
    _count(engine, users)
    kills.pop("between", None)
    return kills


def _kill(server: Server, weapon: str) -> None:
    """Kill pages or all; what ends then is begun again, as a region's service manager does."""
    if weapon == "web":
        os.kill(_web(server.process.pid), signal.SIGKILL)
        with suppress(AssertionError):
            server.wait()
        if server.process.poll() is None:
            return
        # Pages that died twice within seconds end the server.
    server.kill()
    server.start()


def _web(pid: int) -> int:
    """The process that answers pages: the server's own fork."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        if b"serve" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            return int(child)
    raise AssertionError("no web process")


def _count(engine: Engine, users: list[Phone]) -> None:
    """Nothing lost, nothing doubled, and one act a stored entry."""
    rows = engine.rows("SELECT id, key FROM journal_dailyentry WHERE text LIKE 'Kunjungan %'")
    stored = Counter(UUID(str(key)) for _pk, key in rows)
    acknowledged = {key for user in users for key in user.acknowledged}
    assert len(acknowledged) == sum(user.made for user in users)
    assert not acknowledged - stored.keys(), "lost"
    assert max(stored.values()) == 1, "doubled"
    assert stored.keys() == acknowledged
    verb = "SELECT object_id FROM audit_auditentry WHERE verb = 'journal.report'"
    acts = Counter(one for (one,) in engine.rows(verb))
    assert all(acts[str(pk)] == 1 for pk, _key in rows)
