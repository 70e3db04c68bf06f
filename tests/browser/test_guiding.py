"""The first visit of each role: the tour to its end, help, then practice and back to real work."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.walk import Walker

# On which screen, and as whom one practises.
ROLES = {
    "Pegawai": (PHONE, "Sari Latihan"),
    "Pejabat penilai": (DESKTOP, "Bagas Latihan"),
    "Atasan pejabat penilai": (DESKTOP, "Ratna Latihan"),
    "Kepala OPD": (PHONE, "Ratna Latihan"),
    "Tim evaluasi OPD": (PHONE, "Sari Latihan"),
    "Pengelola kinerja": (DESKTOP, "Hadi Latihan"),
    "Kepala daerah": (PHONE, "Wirya Latihan"),
    "Inspektorat": (DESKTOP, "Niken Latihan"),
    "Petugas pengaduan": (PHONE, "Sari Latihan"),
    "Operator unit": (PHONE, "Sari Latihan"),
    "Administrator sistem": (DESKTOP, "Sari Latihan"),
}


@pytest.mark.parametrize("role", ROLES)
def test_a_first_visit_is_guided_and_practice_touches_nothing(role, demo, open_page):
    size, made_up = ROLES[role]
    walker = Walker(open_page(demo.url, size))
    page = walker.page
    demo.sign_in(page, role)
    page.wait_for_load_state()  # its script moves the tour on in place
    first = page.url

    for _step in range(5):
        assert page.locator(".tour-step:visible").count() == 1
        following = page.get_by_role("link", name="Lanjut", exact=True)
        if not following.is_visible():
            break
        following.press("Enter")  # by keyboard, in place
    assert page.url == first
    assert page.locator(".tour-here").count() == 1
    walker.press("Mulai bekerja")
    page.locator(".tour-step").first.wait_for(state="detached")

    page.locator("summary", has_text="Bantuan halaman ini").click()
    page.get_by_text("Siapa yang mengisi?").wait_for()
    walker.follow("Coba di Latihan")
    walker.sees("Coba semuanya tanpa takut salah")
    name = page.locator("body").get_attribute("data-person")
    walker.press("Mulai berlatih")
    walker.sees(f"Anda berlatih sebagai {made_up}")
    assert page.locator("body").get_attribute("data-person") != name
    page.locator(".rowlink").first.click()
    page.wait_for_url(lambda url: "/latihan/" not in url)
    walker.sees("tidak ada yang tersimpan di data asli")
    walker.press("Selesai berlatih")
    walker.sees("Anda kembali ke data asli")
    assert page.url == first
    assert page.locator("body").get_attribute("data-person") == name
    assert walker.problems == []
