"""The story of the ID card: who learned at Dukcapil, and how long people wait since."""

import re

from tests.browser.conftest import PHONE
from tests.browser.walk import Walker


def test_the_head_of_region_sees_what_a_training_did(demo, open_page):
    regent = Walker(open_page(demo.url, PHONE))
    demo.sign_in(regent.page, "Kepala daerah")
    regent.go("/kerja/belajar/")
    regent.follow("Hasil pelatihan")
    regent.sees("belum bisa disimpulkan")  # what is not known yet stands there as well
    found = re.compile(r"Waktu tunggu perekaman KTP elektronik turun .* menit \(antara .* dan .*\)")
    regent.page.get_by_role("link", name=found).click()

    regent.sees("dibanding unit yang belum ikut")
    regent.sees("mulai belajar")
    regent.page.get_by_text("Sebagai tabel").click()
    rows = regent.page.locator("main table.sheet tbody tr")
    before, after = (_minutes(rows.nth(place)) for place in (0, rows.count() - 1))
    assert after < before - 4
    regent.picture("effect-id-card")
    assert regent.problems == []


def _minutes(row) -> float:
    return float(row.locator("td").first.inner_text().replace(",", "."))
