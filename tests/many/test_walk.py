"""Several web servers and workers behind the proxy of deploy/, as if they were one."""

import http.client
import json
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.bench.portal import wait
from tests.bouncer import bouncer
from tests.browser.server import Server, karsa
from tests.many.machines import Browser, beside, laid, pages, proxy
from tests.many.region import IMPORTED, PASSWORD
from tests.with_postgres import cluster, free_port

pytestmark = [pytest.mark.fault, pytest.mark.once]
_JOBS = 8
_WORKER = ("worker", "--interval=0.2")
_QUEUE = "SELECT status, worker_ids FROM django_tasks_database_dbtaskresult"


@pytest.fixture(params=["straight", "through PgBouncer"])
def region(request, tmp_path: Path) -> Iterator[tuple[Path, dict[str, str], dict[str, str], str]]:
    """A laid region: its folder, its databases, who is who, and where its owner looks."""
    tmp_path.chmod(0o755)
    with cluster() as made:
        karsa(tmp_path, "migrate", "-v0", **made.addresses)
        known = laid(tmp_path, made.addresses, _JOBS)
        through = bouncer("karsa", made.port) if "Pg" in request.param else nullcontext(made.port)
        with through as port:
            straight = made.address("karsa_app")
            pooled = straight.replace(str(made.port), str(port))
            used = {**made.addresses, "DATABASE_URL": pooled, "DATABASE_LIVE_URL": straight}
            yield tmp_path, used, known, made.address("postgres")


def test_people_work_through_any_of_them(region):
    data, used, known, owner = region
    live = free_port()
    rina, andi, hana = Browser(), Browser(known["andi"]), Browser(known["hana"])
    with (
        pages(data, 2, **used) as (here, there),
        beside(data, _WORKER, _WORKER, ("live", "--port", str(live)), **used),
        proxy(data, [here, there], live) as front,
    ):
        wait(live, 60)
        _sign_in(rina, here, known["nip"])
        assert {rina.get(one, "/kerja/catatan/")[0] for one in (there.url, front)} == {200}

        said = json.loads(_wait_for(lambda: andi.get(here.url, "/kerja/catatan/menunggu/kabar/")))
        with _listening(front, said["stream"]) as heard:
            sent = [rina.send(url, known["about"]) for url in (here.url, there.url, front) * 4]
            waiting = {
                andi.get(one.url, "/kerja/catatan/menunggu/kabar/")[1] for one in (here, there)
            }
            entries = {tuple(json.loads(one)["entries"]) for one in waiting}
            assert len(entries) == 1
            [keys] = entries
            assert len(keys) == len(sent)
            _until(lambda: set(keys) <= set(heard))

        site = "https://situs.contoh.go.id"
        assert hana.post(here.url, "/kerja/data-terbuka/situs/", origins=site)[0] == 302
        assert site in hana.get(there.url, "/kerja/data-terbuka/situs/")[1]
        _until(lambda: _states(owner).keys() == {"SUCCESSFUL"}, 120)
    _each_work_was_done_once(owner)


def _sign_in(who: Browser, at: Server, nip: str) -> None:
    status, said = who.post(at.url, "/masuk/", name=nip, password=PASSWORD)
    assert status == 302, said


@contextmanager
def _listening(front: str, path: str) -> Iterator[list[int]]:
    """What a board hears through the proxy, from the moment it listens."""
    line = http.client.HTTPConnection(urlsplit(front).netloc, timeout=120)
    line.request("GET", path)
    with line.getresponse() as answer:
        assert answer.status == 200
        heard: list[int] = []
        thread = Thread(target=_listen, args=(answer, heard))
        thread.start()
        try:
            yield heard
        finally:
            line.sock.shutdown(socket.SHUT_RDWR)
            thread.join()
    line.close()


def _listen(answer: http.client.HTTPResponse, heard: list[int]) -> None:
    with suppress(OSError, http.client.HTTPException):
        while said := answer.readline():
            if said.startswith(b"data: ") and said[6:].strip().isdigit():
                heard.append(int(said[6:]))


def _states(owner: str) -> Counter[str]:
    return Counter(state for state, _workers in _rows(owner, _QUEUE))


def _each_work_was_done_once(owner: str) -> None:
    """No work had two workers, both had some, and nobody was imported twice or not at all."""
    tried = [workers for _state, workers in _rows(owner, _QUEUE)]
    assert {len(workers) for workers in tried} == {1}
    assert len({one for (one,) in tried}) == 2
    imported = (
        "SELECT count(*), count(DISTINCT nip) FROM org_employee WHERE name LIKE 'Pegawai Im%'"
    )
    assert _rows(owner, imported) == [(_JOBS * IMPORTED, _JOBS * IMPORTED)]


def _rows(owner: str, query: str) -> list[tuple]:
    with psycopg.connect(owner) as base:
        return base.execute(query.encode()).fetchall()


def _wait_for(ask) -> str:
    status, said = ask()
    assert status == 200, said
    return said


def _until(is_so, seconds: int = 20) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)
