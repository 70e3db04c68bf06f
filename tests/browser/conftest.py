"""A real chromium beside a real server."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.server import karsa, serving

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# As root chromium needs --no-sandbox; without the others it calls hosts of its own at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
# The empty region stands still on a Wednesday in the middle of a year.
TODAY = "2026-06-10"
MAKING_SECONDS = 600
# How long, in milliseconds, something may take on a machine that hardly gets to it. A promise of
# speed is measured where it is made; no other wait ends before this.
STARVED = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here walks a browser. While one process loads the demo, others do without it."""
    here = Path(__file__).parent
    ours = [item for item in items if here in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    loading = next((item for item in ours if _shows_the_demo(item)), None)
    items.sort(key=lambda item: 0 if item is loading else 1 + _shows_the_demo(item))


def _shows_the_demo(item: pytest.Item) -> bool:
    return "demo_data" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    expect.set_options(timeout=STARVED)
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def open_page(browser: Browser):
    """Return a function that opens a page of its own person: its own cookies, any size."""
    contexts = []

    def opened(base_url: str, size: dict[str, int] = DESKTOP, **options) -> Page:
        context = browser.new_context(
            base_url=base_url, viewport=size, locale="id-ID", timezone_id="Asia/Jakarta", **options
        )
        context.set_default_timeout(STARVED)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@dataclass(frozen=True)
class Demo:
    """The demo region, served, with a number per role and one password."""

    url: str
    numbers: dict[str, str]
    password: str

    def sign_in(self, page: Page, role: str) -> None:
        """Sign in as the person of `role` and arrive at their first page."""
        page.goto("/masuk/")
        self.fill_in(page, role)

    def fill_in(self, page: Page, role: str) -> None:
        """Do so at the door where the page stands now."""
        number = next(nip for label, nip in self.numbers.items() if label.startswith(role))
        page.get_by_label("NIP").fill(number)
        page.get_by_label("Kata sandi", exact=True).fill(self.password)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/kerja/**")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what one test process makes for all."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def migrated(shared: Path) -> Callable[[Path], Path]:
    """Return a function that fills a folder with empty tables: migrated once, then copied."""
    source = shared / "migrated"

    def laid(data: Path) -> Path:
        _once(source, lambda: karsa(source, "migrate", "-v0"))
        return Path(shutil.copytree(source, data, dirs_exist_ok=True))

    return laid


@pytest.fixture(scope="session")
def demo_data(shared: Path, migrated: Callable[[Path], Path]) -> tuple[Path, str]:
    """The folder of the demo region, loaded once for all test processes, and what it printed."""
    data = shared / "demo"
    return data, _once(data, lambda: karsa(migrated(data), "demo", "--no-serve"))


@pytest.fixture(scope="session")
def demo(demo_data: tuple[Path, str]) -> Iterator[Demo]:
    """The demo region as `make demo` prints it: for everything that only looks."""
    data, printed = demo_data
    with serving(data) as url:
        yield Demo(url, *numbers_of(printed))


def numbers_of(printed: str) -> tuple[dict[str, str], str]:
    """Read what the demo prints: a number per role, and the password of all."""
    rows = [re.split(r"\s{2,}", line.strip()) for line in printed.splitlines()]
    numbers = {row[0]: row[2] for row in rows if len(row) == 3}
    return numbers, printed.rpartition("Sandi untuk semua:")[2].strip()


def _once(data: Path, make: Callable[[], str]) -> str:
    """Make what stands in a folder, or wait until another test process has; return its words."""
    said = data.with_name(f"{data.name}.txt")
    try:
        data.mkdir()
    except FileExistsError:
        until = time.monotonic() + MAKING_SECONDS
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.2)
    else:
        begun = said.with_suffix(".begun")
        begun.write_text(make(), encoding="utf-8")
        begun.rename(said)
    return said.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def empty_region(
    tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[Path], Path]
) -> Iterator[tuple[str, Path]]:
    """An agency with an open year and nobody in it yet, monthly so that a window is always open."""
    data = migrated(tmp_path_factory.mktemp("region"))
    name = "Pemerintah Kabupaten Contoh"
    # Most walks are about something else than the door.
    easy = ("--rhythm", "monthly", "--second-factor", "recommended")
    karsa(data, "create-agency", "contoh", name, *easy, KARSA_AT=TODAY)
    with serving(data, KARSA_AT=TODAY) as url:
        yield url, data
