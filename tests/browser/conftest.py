"""A real chromium beside a real server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder walks a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
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


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo region, served: for everything that only looks."""
    data = tmp_path_factory.mktemp("demo")
    karsa(data, "demo", "--no-serve")
    with serving(data) as url:
        yield url


@pytest.fixture(scope="session")
def empty_region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An agency with an open year and nobody in it yet, monthly so that a window is always open."""
    data = tmp_path_factory.mktemp("region")
    karsa(data, "migrate", "--verbosity", "0")
    karsa(data, "create-agency", "contoh", "Pemerintah Kabupaten Contoh", "--rhythm", "monthly")
    with serving(data) as url:
        yield url, data
