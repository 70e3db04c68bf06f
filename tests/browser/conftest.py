"""A real chromium beside a real server."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

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
LOADING_SECONDS = 300


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
        context.set_default_timeout(15_000)
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
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the demo region, loaded once for all test processes, and what it printed."""
    own = tmp_path_factory.getbasetemp()
    data = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "demo"
    return data, _loaded_once(data)


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


def _loaded_once(data: Path) -> str:
    """Load the demo, or wait until the other test process has; return what it printed."""
    said = data / "printed.txt"
    try:
        data.mkdir()
    except FileExistsError:
        until = time.monotonic() + LOADING_SECONDS
        while not said.exists() and time.monotonic() < until:
            time.sleep(0.5)
    else:
        begun = data / "printing.txt"
        begun.write_text(karsa(data, "demo", "--no-serve"), encoding="utf-8")
        begun.rename(said)
    return said.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def empty_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An agency with an open year and nobody in it yet, monthly so that a window is always open."""
    data = tmp_path_factory.mktemp("region")
    name = "Pemerintah Kabupaten Contoh"
    karsa(data, "migrate", "--verbosity", "0")
    karsa(data, "create-agency", "contoh", name, "--rhythm", "monthly", KARSA_AT=TODAY)
    with serving(data, KARSA_AT=TODAY) as url:
        yield url, data
