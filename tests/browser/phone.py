"""A phone in the field: its browser, which may die, its line, and what is done on it."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PHONE, STARVED, Demo
from tests.browser.line import Line
from tests.browser.server import Server

MARK = "Tanpa sinyal"
PAGES = 5
KEPT = """async () => {
  let kept = 0;
  for (const name of await caches.keys())
    if (name.startsWith("halaman:")) kept += (await (await caches.open(name)).keys()).length;
  return kept;
}"""
FILL = """async ({ number, text, day }) => {
  const form = document.querySelector("form[data-antre=baru]");
  const paper = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
  const ink = paper.getContext("2d");
  ink.fillStyle = `hsl(${number * 7} 60% 50%)`;
  ink.fillRect(0, 0, 320, 240);
  const photo = await new Promise((done) => paper.toBlob(done, "image/jpeg"));
  const chosen = new DataTransfer();
  chosen.items.add(new File([photo], `foto-${number}.jpg`, { type: "image/jpeg" }));
  form.elements.photos.files = chosen.files;
  form.querySelector("[name=about]").checked = true;
  form.elements.quantity.value = number;
  form.elements.text.value = text;
  if (day) form.elements.day.value = day;
  form.requestSubmit(form.querySelector(".submit .btn-primary"));
}"""
LEFT = """async () => {
  const asked = (one) => new Promise((done) => (one.onsuccess = () => done(one.result)));
  const db = await asked(indexedDB.open("karsa"));
  const left = {};
  for (const name of db.objectStoreNames)
    left[name] = await asked(db.transaction(name).objectStore(name).count());
  db.close();
  return left;
}"""
VERSIONS = "() => caches.keys().then((all) => all.filter((name) => name.startsWith('karsa:')))"


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


class Phone:
    """A chromium with a profile of its own, which survives when the process is killed."""

    def __init__(self, field: Field, playwright: Playwright) -> None:
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
        self.context.set_default_timeout(STARVED)
        self.page = self.context.pages[0]
        return self.page

    def kill(self) -> None:
        """The process dies as a phone's does: without a word."""
        with self.context.expect_event("close"):
            os.kill(_process_of(self.field.profile), signal.SIGKILL)
        for left in self.field.profile.glob("Singleton*"):
            left.unlink()

    def settle(self) -> None:
        """Wait until the pages of the field are kept on the phone."""
        kept = eventually(self.page, lambda: self.page.evaluate(KEPT) >= PAGES)
        assert kept, "the pages are not kept"


def eventually(page: Page, is_so: Callable[[], bool]) -> bool:
    """Ask again and again, as long as anybody would wait; tell whether it came to be so."""
    for _wait in range(STARVED // 100):
        if is_so():
            return True
        page.wait_for_timeout(100)
    return False


def write(page: Page, number: int, day: str = "") -> None:
    """Write one entry from the kept page of the form, until the phone has it."""
    page.goto("/kerja/catatan/baru/")
    fill(page, number, day)
    page.wait_for_url("**/kerja/catatan/di-ponsel/", wait_until="commit")


def fill(page: Page, number: int, day: str = "") -> None:
    """Fill in and send one entry with a photo, in one go: fifty times a person's pace."""
    page.locator("form[data-antre-ready]").wait_for()
    page.evaluate(FILL, {"number": number, "text": f"{MARK} {number}", "day": day})


def choose_pin(page: Page, pin: str) -> None:
    page.goto("/kerja/catatan/di-ponsel/")
    page.get_by_label("PIN baru, 6 angka").fill(pin)
    page.get_by_role("button", name="Simpan PIN").click()
    page.get_by_text("PIN tersimpan di ponsel ini.").wait_for()


def sign_out(page: Page) -> None:
    page.locator("details[data-menu] > summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk/")


def lock(page: Page) -> None:
    """What fifteen idle minutes do."""
    page.evaluate(
        "async () => { const row = await new Dexie('karsa').open().then((db) => db.table('held'));"
        " await row.toCollection().modify({ until: 0 }); }"
    )


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


def assert_each_once(field: Field, numbers: Iterable[int]) -> None:
    stored = field.stored()
    assert sorted(text for text, _files in stored) == sorted(f"{MARK} {n}" for n in numbers)
    assert {files for _text, files in stored} == {1}


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
