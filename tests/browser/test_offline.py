"""Written without signal, on a phone that dies, to a server that dies: stored once, every one."""

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE, Demo, numbers_of
from tests.browser.line import Line
from tests.browser.server import Server

MANY = 50
MARK = "Tanpa sinyal"
PAGES = 5
KEPT = """async () => {
  let kept = 0;
  for (const name of await caches.keys())
    if (name.startsWith("halaman:")) kept += (await (await caches.open(name)).keys()).length;
  return kept;
}"""


@dataclass
class Field:
    """A nurse's phone, the line, and a server of her own."""

    server: Server
    line: Line
    demo: Demo
    profile: Path

    def stored(self) -> list[tuple[str, int]]:
        """Every entry of this test on the server, with how many files it has."""
        query = (
            "SELECT e.text, count(v.id) FROM journal_dailyentry e"
            " LEFT JOIN journal_entryevidence v ON v.entry_id = e.id"
            " WHERE e.text LIKE ? GROUP BY e.id ORDER BY e.id"
        )
        with closing(sqlite3.connect(self.server.data / "karsa.sqlite3", timeout=20)) as database:
            return database.execute(query, [f"{MARK}%"]).fetchall()


@pytest.fixture
def field(demo_data: tuple[Path, str], tmp_path: Path) -> Iterator[Field]:
    data, printed = demo_data
    own = tmp_path / "demo"
    shutil.copytree(data, own, ignore=shutil.ignore_patterns("karsa.sqlite3*"))
    with (
        closing(sqlite3.connect(data / "karsa.sqlite3")) as source,
        closing(sqlite3.connect(own / "karsa.sqlite3")) as copy,
    ):
        source.backup(copy)
    server = Server(own)
    server.start()
    line = Line(server.port)
    yield Field(server, line, Demo(line.url, *numbers_of(printed)), tmp_path / "phone")
    line.close()
    server.kill()


class Phone:
    """A chromium with a profile of its own, which survives when the process is killed."""

    def __init__(self, field: Field, playwright) -> None:
        self.field, self.playwright = field, playwright
        self.context: BrowserContext
        self.page: Page

    def open(self) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.field.profile,
            executable_path=CHROMIUM,
            args=FLAGS,
            base_url=self.field.line.url,
            viewport=PHONE,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0]
        return self.page

    def kill(self) -> None:
        """The process dies as a phone's does: without a word."""
        os.kill(_process_of(self.field.profile), signal.SIGKILL)
        self.context.close()
        for left in self.field.profile.glob("Singleton*"):
            left.unlink()

    def settle(self) -> None:
        """Wait until the pages of the field are kept on the phone."""
        for _wait in range(200):
            if self.page.evaluate(KEPT) >= PAGES:
                return
            time.sleep(0.1)
        raise AssertionError("the pages are not kept")


@pytest.fixture
def phone(field: Field) -> Iterator[Phone]:
    with sync_playwright() as playwright:
        yield Phone(field, playwright)


def photo(number: int) -> dict[str, object]:
    content = BytesIO()
    Image.new("RGB", (320, 240), (number * 5 % 256, 80, 120)).save(content, "JPEG")
    return {"name": f"foto-{number}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def write(page: Page, number: int) -> None:
    """One entry with a photo, as a person does it, from the kept page of the form."""
    page.goto("/kerja/catatan/baru/")
    page.locator("form[data-antre-ready]").wait_for()
    page.locator("label.choice").first.click()
    page.get_by_label("Berapa?").fill(f"{number}")
    page.get_by_label("Yang terjadi").fill(f"{MARK} {number}")
    page.locator("input[name=photos]").set_input_files([photo(number)])
    page.get_by_role("button", name="Kirim catatan").click()
    page.wait_for_url("**/kerja/catatan/di-ponsel/", wait_until="commit")


def states(page: Page) -> dict[str, int]:
    """How many rows of the queue stand in each state, as the page shows them."""
    found = page.locator("[data-rows] > li").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.state)"
    )
    return {state: found.count(state) for state in set(found)}


def prepared(field: Field, phone: Phone, many: int) -> Page:
    """Sign in, lose the signal, write, and lose the phone too; return the reopened page."""
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    field.line.set("cut")
    for number in range(many):
        write(page, number)
    phone.kill()
    page = phone.open()
    page.goto("/kerja/catatan/di-ponsel/")
    page.locator("[data-rows] > li").nth(many - 1).wait_for()
    assert states(page) == {"waiting": many}
    assert field.stored() == []
    return page


def until_sent(field: Field, page: Page, many: int, seconds: float = 60) -> None:
    """Reopen the page, as a person does, until everything has arrived."""
    signed_in(field, page)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page.goto("/kerja/catatan/di-ponsel/")
        page.wait_for_timeout(1500)
        if sum(files for _text, files in field.stored()) >= many and states(page) == {
            "stored": many
        }:
            return
    raise AssertionError((states(page), field.stored()))


def signed_in(field: Field, page: Page) -> None:
    """A killed browser may have forgotten its session: then it asks to sign in once more."""
    page.goto("/kerja/catatan/di-ponsel/")
    if "/masuk/" in page.url:
        field.demo.sign_in(page, "Pegawai")


def assert_each_once(field: Field, many: int) -> None:
    stored = field.stored()
    assert sorted(text for text, _files in stored) == sorted(f"{MARK} {n}" for n in range(many))
    assert {files for _text, files in stored} == {1}


def test_fifty_entries_with_photos_survive_the_phone_and_arrive_once(field, phone):
    page = prepared(field, phone, MANY)

    field.line.set("good")
    until_sent(field, page, MANY)

    assert_each_once(field, MANY)


@pytest.mark.fault
def test_a_server_killed_three_times_during_the_sync_stores_each_once(field, phone):
    page = prepared(field, phone, MANY)
    field.line.set("good")
    signed_in(field, page)
    for _time in range(3):
        page.goto("/kerja/catatan/di-ponsel/")
        before = sum(files for _text, files in field.stored())
        for _wait in range(200):
            if sum(files for _text, files in field.stored()) > before + 3:
                break
            time.sleep(0.02)
        field.server.kill()
        field.server.start()
    until_sent(field, page, MANY)

    assert_each_once(field, MANY)


@pytest.mark.fault
def test_every_answer_lost_after_the_commit_stores_each_once(field, phone):
    page = prepared(field, phone, MANY)
    field.line.set("deaf")
    signed_in(field, page)
    for _time in range(4):
        page.goto("/kerja/catatan/di-ponsel/")
        page.wait_for_timeout(1500)
    assert field.line.lost
    assert field.stored()
    assert "stored" not in states(page)

    field.line.set("good")
    until_sent(field, page, MANY)

    assert_each_once(field, MANY)


def _process_of(profile: Path) -> int:
    """The chromium that this test started, by the folder of its profile."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            own = f"--user-data-dir={profile}".encode() in words
            if own and not any(word.startswith(b"--type=") for word in words):
                return int(entry.name)
    raise AssertionError("the browser is not running")
