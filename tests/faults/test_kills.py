"""Two hundred kills, a full disk and a lost connection: nothing lost, nothing doubled."""

import json
import subprocess
import urllib.error
import urllib.request

import pytest

from tests.browser.server import Server
from tests.faults import kills
from tests.faults.__main__ import ENGINES, measure
from tests.faults.engines import engine
from tests.faults.nursery import Nursery

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("name", ENGINES)
def test_a_hundred_kills(name):
    found = measure(name, 100, seed=8)
    assert found["differences"] == []
    assert found["total"] >= 100


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own, of sixty megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(folder)]
    if subprocess.run(mounted, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_holds_the_day_s_work_up_and_loses_nothing(small_disk, tmp_path):
    with engine("sqlite", small_disk) as made:
        nursery = Nursery(made.data, tmp_path, **made.environment)
        nursery.run("migrate", "-v0")
        nursery.run("region", "lay", "60", "60")
        made.keep()
        good = kills.undisturbed(made, nursery)
        made.put_back()
        filler = small_disk / "filler"
        subprocess.run(["dd", "if=/dev/zero", f"of={filler}"], capture_output=True, check=False)
        worker = nursery.begin(*kills._WORKER)
        assert worker.wait(60)
        filler.unlink()
        nursery.run(*kills._WORKER)
        nursery.run(*kills._WORKER)

        assert kills.finished(made, nursery) == good
        nursery.close()


def test_a_lost_connection_is_a_503_and_the_next_request_works(tmp_path):
    with engine("postgresql", tmp_path) as made:
        nursery = Nursery(made.data, tmp_path, **made.environment)
        nursery.run("migrate", "-v0")
        told = json.loads(nursery.run("region", "lay", "10", "10"))
        server = Server(made.data, 1, **made.environment)
        try:
            server.start()
            cookie = f"sessionid={told['phones'][0]['session']}"
            asked = urllib.request.Request(f"{server.url}/kerja/", headers={"Cookie": cookie})
            assert _status(asked) == (200, False)
            made.rows("ALTER ROLE karsa_app NOLOGIN")
            made.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'karsa_app'"
            )
            assert _status(asked) == (503, True)
            made.rows("ALTER ROLE karsa_app LOGIN")
            assert _status(asked) == (200, False)
            server.wait()  # live events and the worker are there again
        finally:
            server.kill()
            nursery.close()


def _status(asked: urllib.request.Request) -> tuple[int, bool]:
    """How it is answered, and whether that is the page that says what to do."""
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, False
    except urllib.error.HTTPError as answer:
        return answer.code, "lalu kirim lagi" in answer.read().decode()
