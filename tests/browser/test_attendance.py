"""Being present at a training with a phone: scan what the screen shows, one tap."""

import sqlite3

import pytest

from tests.browser.conftest import PHONE
from tests.browser.walk import Walker


@pytest.fixture
def today(demo_data) -> str:
    """The demo's session of today."""
    with sqlite3.connect(demo_data[0] / "karsa.sqlite3") as database:
        found = database.execute(
            "SELECT s.id FROM development_trainingsession s"
            " JOIN development_course c ON c.id = s.course_id"
            " WHERE c.code = 'perekat' ORDER BY s.starts DESC LIMIT 1"
        ).fetchone()
    return f"/kerja/belajar/pengembangan/sesi/{found[0]}/"


def test_one_tap_after_the_scan_and_the_code_is_forged_in_vain(demo, open_page, today):
    screen, phone = Walker(open_page(demo.url)), Walker(open_page(demo.url, PHONE))
    demo.sign_in(screen.page, "Pengelola kinerja")
    demo.sign_in(phone.page, "Pegawai")
    screen.go(f"{today}layar/")
    box = screen.page.locator(".code-qr svg").bounding_box()
    assert box
    assert box["width"] >= 250
    scanned = screen.page.get_by_role("link", name="Tidak bisa memindai?").get_attribute("href")

    phone.go(f"{scanned}0")
    phone.sees("Kode ini bukan kode sesi ini hari ini")
    phone.go(f"{scanned}")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.press("Ya, catat kehadiran saya")

    phone.sees("Kehadiran Anda hari ini tercatat")
    phone.sees("Selesai diikuti")
    assert phone.problems == screen.problems == []
