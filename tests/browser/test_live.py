"""The leader's board: a new entry is there within a second, twenty reviews in 25 interactions."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import serving
from tests.browser.walk import Walker

DAY = {"KARSA_AT": "2026-03-04", "KARSA_SECRET_KEY": "papan"}
# A machine that does ten other things keeps the promise too, though not at the first entry.
TRIES = 3
INTERACTIONS = """
window.interactions = 0;
const more = () => { interactions += 1 };
for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, more, true);
"""


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory, migrated):
    data = migrated(tmp_path_factory.mktemp("live"))
    sessions = board(data, "begin", 20)
    with serving(data, **DAY) as url:
        yield url, data, sessions


def board(data: Path, *arguments: object) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.board", *map(str, arguments)],
        env={**os.environ, **DAY, "KARSA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def signed_in(open_page, region, name: str) -> Walker:
    url, _data, sessions = region
    page: Page = open_page(url)
    page.context.add_cookies([{"name": "sessionid", "value": sessions[name], "url": url}])
    page.add_init_script(INTERACTIONS)
    return Walker(page)


def connected(walker: Walker) -> None:
    expect(walker.page.locator("[data-live-on]")).to_be_visible()


def test_twenty_reviews_take_25_interactions_and_no_other_page(open_page, region):
    andi = signed_in(open_page, region, "andi")
    andi.go("/kerja/catatan/menunggu/")
    page, keys = andi.page, andi.page.keyboard
    expect(page.locator("[data-entry]")).to_have_count(20)
    connected(andi)
    visits: list[str] = []
    page.on("framenavigated", lambda frame: visits.append(frame.url))

    keys.press("j")
    for act in ["a"] * 8 + ["p", "a"] + ["r", "4"] + ["p", "a"] + ["a"] * 8 + ["r", "1"]:
        keys.press(act)

    expect(page.locator("[data-entry]")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Tidak ada catatan yang menunggu Anda")
    expect(page.get_by_text("Diterima", exact=True)).to_have_count(18)
    assert page.evaluate("interactions") <= 25
    assert visits == []
    assert andi.problems == []


def next_entry(andi: Walker, region) -> tuple[Locator, float]:
    """Have Rina send one; return its row, and after how many seconds it was there."""
    (key,) = board(region[1], "report", 1)
    kept = time.monotonic()
    row = andi.page.locator(f"#catatan-{key}")
    expect(row).to_be_visible()
    return row, time.monotonic() - kept


@pytest.mark.parametrize("place", ["/kerja/catatan/menunggu/", "/kerja/tim/"])
def test_a_new_entry_is_there_within_a_second(open_page, region, place):
    andi = signed_in(open_page, region, "andi")
    andi.go(place)
    connected(andi)

    row, took = next_entry(andi, region)
    for _ in range(TRIES - 1):
        if took > 1:
            row, took = next_entry(andi, region)

    assert took <= 1
    expect(andi.page.locator("h1")).to_have_text(re.compile("catatan menunggu Anda"))
    andi.press_beginning("Terima", row)
    expect(row.get_by_text("Diterima", exact=True)).to_be_visible()
    assert andi.problems == []


def test_a_board_follows_what_another_reviewer_did(open_page, region):
    (key,) = board(region[1], "report", 1)
    andi = signed_in(open_page, region, "andi")
    andi.go("/kerja/catatan/menunggu/")
    row = andi.page.locator(f"#catatan-{key}")
    expect(row).to_be_visible()
    connected(andi)

    sinta = signed_in(open_page, region, "sinta")
    sinta.go(f"/kerja/catatan/{key}/")
    sinta.press("Terima")

    expect(row).to_have_count(0)


def test_decisions_without_signal_wait_on_the_phone_and_changes_are_shown(open_page, region):
    keys = board(region[1], "report", 3)
    andi = signed_in(open_page, region, "andi")
    andi.go("/kerja/catatan/menunggu/")
    page = andi.page
    page.locator("[data-antre=papan][data-antre-ready]").wait_for(state="attached")
    accepted, asked, changed = (page.locator(f"#catatan-{key}") for key in keys)
    expect(changed).to_be_visible()

    page.context.set_offline(True)
    andi.press_beginning("Terima", accepted)
    asked.get_by_text("Tanyakan").click()
    asked.get_by_role("button", name="Adakah kendala yang perlu saya bantu?").click()
    andi.press_beginning("Terima", changed)
    for row in (accepted, asked, changed):
        expect(row.get_by_text("tersimpan di ponsel ini")).to_be_visible()
    board(region[1], "withdraw", keys[2])
    page.context.set_offline(False)

    expect(accepted).to_have_count(0)
    expect(asked.get_by_text("bertanya: Adakah kendala")).to_be_visible()
    expect(page.get_by_text("Catatan ini berubah atau sudah diperiksa")).to_be_visible()


def test_asking_and_directing_need_no_mouse(open_page, region):
    (key,) = board(region[1], "report", 1)
    andi = signed_in(open_page, region, "andi")
    andi.go("/kerja/catatan/menunggu/")
    row, keys = andi.page.locator(f"#catatan-{key}"), andi.page.keyboard

    row.focus()
    keys.press("t")
    keys.press("1")
    expect(row.get_by_text("bertanya:")).to_be_visible()
    row.focus()
    keys.press("d")
    keys.press("2")

    expect(row.get_by_text("Arahan terkirim")).to_be_visible()
    assert andi.problems == []
