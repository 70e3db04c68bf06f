"""A citizen answers a survey on a small phone: few taps, a minute, a signal that comes and goes."""

import sqlite3
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Demo

TAPS, SECONDS, KILOBYTES = 12, 60, 60
READING = 1.0  # how long somebody who knows the form looks at a question


@pytest.fixture
def address(demo_data, demo: Demo) -> str:
    """What stands on the poster of a counter."""
    with sqlite3.connect(demo_data[0] / "karsa.sqlite3") as database:
        found = database.execute(
            "SELECT code FROM surveys_surveyplace p JOIN surveys_survey s ON s.id = p.survey_id"
            " WHERE s.state = 'open' ORDER BY p.id LIMIT 1"
        ).fetchone()
    return f"/survei/{found[0]}/"


def tap(page: Page, name: str, role: str = "radio") -> int:
    """One tap of a thumb, after a look."""
    page.wait_for_timeout(READING * 1000)
    page.get_by_role(role, name=name, exact=True).filter(visible=True).first.click()
    return 1


def weight(page: Page) -> float:
    """What the page and all it loads take over the network, in KB."""
    sizes = page.evaluate(
        "performance.getEntries().map(entry => entry.transferSize || 0).reduce((a, b) => a + b)"
    )
    return sizes / 1024


def test_a_dozen_taps_and_nothing_lost_without_signal(demo, open_page, address):
    page = open_page(demo.url, PHONE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: "Content Security" in said.text and problems.append(said.text))
    begun = time.monotonic()
    page.goto(address)
    assert weight(page) <= KILOBYTES
    taps = tap(page, "Sesuai") + tap(page, "Mudah") + tap(page, "Cepat") + tap(page, "Gratis")
    page.reload()  # the phone was put away: four answers are still there
    expect(page.get_by_text("5 / 10")).to_be_visible()
    taps += tap(page, "Sesuai") + tap(page, "Kompeten") + tap(page, "Sopan dan ramah")
    taps += tap(page, "Baik") + tap(page, "Dikelola dengan baik")
    page.context.set_offline(True)
    taps += tap(page, "Kirim jawaban", "button")
    expect(page.get_by_text("Sinyal sedang lemah")).to_be_visible()
    page.context.set_offline(False)
    page.wait_for_url("**/terima-kasih/**")
    assert taps <= TAPS
    assert time.monotonic() - begun <= SECONDS
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    assert problems == []


def test_without_script_it_is_one_plain_page(demo, open_page, address):
    page = open_page(demo.url, PHONE, java_script_enabled=False)
    page.goto(address)
    for fieldset in page.locator("fieldset[data-screen]").all()[:8]:
        fieldset.get_by_role("radio").nth(2).check()
    page.get_by_label("Saran atau pujian").fill("Cepat")
    page.get_by_role("button", name="Kirim jawaban").click()
    # Said by the browser itself, before anything is sent.
    assert page.url.endswith(address)
    page.locator("fieldset[data-screen]").nth(8).get_by_role("radio").nth(2).check()
    time.sleep(3)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_url("**/terima-kasih/**")
