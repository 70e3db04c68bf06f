"""Boards are read from a streaming replica while it keeps up, and never from behind one's act."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from karsa.tenancy.replica import SECONDS
from tests.browser.server import karsa
from tests.many.machines import Browser, laid, pages
from tests.with_postgres import FAST, Cluster, Replica, cluster

pytestmark = [pytest.mark.fault, pytest.mark.once]
# What is committed is written, as in a region; and each server writes down what it was asked.
_TOLD = f"{FAST} -c synchronous_commit=on -c log_statement=all"
# The report's words are asked for by its page alone.
_ASKED = 'FROM "insights_reporttext"'
LONGEST = 4  # seconds that a page may take when the replica has just died


@dataclass
class Place:
    """Two web processes before a primary and its replica, and two people with a report to read."""

    url: str
    page: str
    primary: Cluster
    replica: Replica
    andi: Browser
    hana: Browser

    def write(self, text: str) -> None:
        assert self.andi.post(self.url, f"{self.page}overview/", text=text)[0] == 302

    def read(self, who: Browser) -> str:
        begun = time.monotonic()
        status, said = who.get(self.url, f"{self.page}?bab=pendahuluan")
        assert status == 200, said
        assert time.monotonic() - begun < LONGEST
        return said

    def reads(self, who: Browser) -> str:
        """Which of the two makes the page."""
        before = [_asked(one) for one in (self.primary, self.replica)]
        self.read(who)
        after = [_asked(one) for one in (self.primary, self.replica)]
        grown = [
            name
            for name, old, new in zip(("primary", "replica"), before, after, strict=True)
            if new > old
        ]
        assert len(grown) == 1
        return grown[0]

    def until_read_from(self, name: str, who: Browser, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self.reads(who) != name:
            assert time.monotonic() < until
            time.sleep(0.2)


def _asked(server: Cluster) -> int:
    return (server.folder / "log").read_text(errors="replace").count(_ASKED)


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    with cluster(_TOLD) as primary:
        karsa(tmp_path, "migrate", "-v0", **primary.addresses)
        known = laid(tmp_path, primary.addresses)
        replica = Replica(primary, _TOLD)
        replica.start()
        used = {**primary.addresses, "DATABASE_REPLICA_URL": replica.address("karsa_app")}
        people = (Browser(known[name]) for name in ("andi", "hana"))
        try:
            with pages(tmp_path, 1, **used) as (server,):
                page = f"/kerja/laporan/{known['clinic']}/2026/"
                yield Place(server.url, page, primary, replica, *people)
        finally:
            replica.remove()


def test_pages_are_read_from_it_as_long_as_it_keeps_up(place: Place):
    place.until_read_from("replica", place.hana, SECONDS)
    place.write("Sebelum jeda.")
    assert "Sebelum jeda." in place.read(place.andi)
    place.until_read_from("replica", place.andi, SECONDS)
    assert "Sebelum jeda." in place.read(place.andi)

    place.replica.execute("SELECT pg_wal_replay_pause()")
    place.write("Sesudah jeda.")
    assert place.reads(place.andi) == "primary"
    assert "Sesudah jeda." in place.read(place.andi)
    time.sleep(SECONDS + 1)  # whoever did not write it sees it by now
    for _each_process in range(4):
        assert "Sesudah jeda." in place.read(place.hana)
        assert place.reads(place.hana) == "primary"

    place.replica.execute("SELECT pg_wal_replay_resume()")
    place.until_read_from("replica", place.hana, 3)
    assert "Sesudah jeda." in place.read(place.hana)


def test_it_may_die_and_come_back(place: Place):
    place.until_read_from("replica", place.hana, SECONDS)
    place.replica.kill()
    for number in range(6):
        assert place.reads(place.hana) == "primary"
        place.write(f"Kalimat {number}.")
        assert f"Kalimat {number}." in place.read(place.andi)
    place.replica.start()
    place.until_read_from("replica", place.hana, 2 * SECONDS)
    assert "Kalimat 5." in place.read(place.hana)


def test_the_wall_between_agencies_stands_there_too(place: Place):
    place.until_read_from("replica", place.hana, SECONDS)
    address = place.replica.address("karsa_app")
    with psycopg.connect(address) as base:
        assert base.execute("SELECT count(*) FROM org_unit").fetchall() == [(0,)]
        [(agency,)] = base.execute("SELECT id FROM tenancy_agency").fetchall()
        base.execute("SELECT set_config('karsa.agency', %s, true)", [str(agency)])
        assert base.execute("SELECT count(*) > 0 FROM org_unit").fetchall() == [(True,)]
