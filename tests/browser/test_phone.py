"""What a tired nurse may count on: two taps for the same as yesterday, and pages without script."""

import re

from tests.browser.conftest import PHONE
from tests.browser.walk import Walker

# What the burden meter tells: the step and the taps, kept over the next page.
TOLD = """
window.told = () => sessionStorage.told
navigator.sendBeacon = (url, said) =>
  (sessionStorage.told = `${url} ${said.get("step")} ${said.get("interactions")}`)
"""
TAPS = "window.taps = 0; addEventListener('click', () => { taps += 1 }, true)"


def test_the_same_as_last_time_takes_three_taps_and_no_typing(demo, open_page):
    page = open_page(demo.url, PHONE)
    page.add_init_script(TAPS)
    page.add_init_script(TOLD)
    staff = Walker(page)
    demo.sign_in(page, "Pegawai")
    staff.go("/kerja/hari-ini/")
    row = page.locator("li.row", has=page.get_by_role("button", name="Catat", exact=True)).first

    row.get_by_role("button", name=re.compile("^Tambah")).click()
    taps = page.evaluate("taps")
    staff.press("Catat", row)
    staff.sees("Terkirim")

    assert taps + 1 <= 3
    assert re.fullmatch("/kerja/catatan/beban/catat/ entry [1-6]", page.evaluate("told()"))
    staff.sees("Sudah dicatat hari ini")
    assert staff.problems == []


def test_reporting_and_accepting_work_without_script(demo, open_page):
    staff, rater = (Walker(open_page(demo.url, PHONE, java_script_enabled=False)) for _ in range(2))
    demo.sign_in(staff.page, "Pegawai")
    staff.go("/kerja/catatan/baru/")
    staff.page.locator("label.choice").first.click()
    staff.fill("Berapa?", "3")
    staff.fill("Yang terjadi", "Dicatat tanpa skrip")
    staff.press("Kirim catatan")
    staff.sees("Terkirim. Menunggu diperiksa atasan.")

    demo.sign_in(rater.page, "Pejabat penilai")
    rater.go("/kerja/catatan/menunggu/")
    while not rater.row("Dicatat tanpa skrip").count():
        rater.follow("Berikutnya")
    rater.press_beginning("Terima", rater.row("Dicatat tanpa skrip"))
    rater.sees("Catatan diterima")
    assert staff.problems == rater.problems == []
