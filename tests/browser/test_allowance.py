"""From a rule that two have agreed on to "mengapa angka saya begini" on a phone."""

from tests.browser.conftest import PHONE
from tests.browser.walk import Walker

TPP = "/kerja/tindak-lanjut/tpp/"


def test_from_the_rule_to_why_my_figure_is_so(demo, open_page):
    office, regent = Walker(open_page(demo.url)), Walker(open_page(demo.url))
    nurse = Walker(open_page(demo.url, PHONE))
    demo.sign_in(office.page, "Pengelola kinerja")
    demo.sign_in(regent.page, "Kepala daerah")
    demo.sign_in(nurse.page, "Pegawai")

    office.go(TPP)
    office.page.get_by_role("link", name="TPP Kabupaten Contoh").first.click()
    office.press("Buat versi baru")
    way = office.page.get_by_label("Bila masuk, pindah, atau berhenti di tengah bulan")
    way.select_option("Menurut hari kerja dalam jabatan")
    office.press("Simpan draf")
    office.sees("Menurut hari kerja dalam jabatan")
    office.press("Ajukan")
    regent.go(office.page.url)
    regent.press("Setujui")
    regent.page.locator("dialog[open] [data-act]").click()
    regent.sees("Disetujui oleh")

    regent.go(TPP)
    runs = regent.page.get_by_role("list", name="Perhitungan bulanan")
    runs.get_by_role("link").first.click()
    regent.press("Setujui")
    regent.page.locator("dialog[open] [data-act]").click()
    regent.sees("Disetujui")

    nurse.go(TPP)
    mine = nurse.page.get_by_role("list", name="TPP saya menurut bulan")
    mine.get_by_role("link").first.click()
    nurse.sees("Mengapa angka saya begini")
    nurse.page.get_by_text("Langkah demi langkah").first.click()
    assert nurse.page.locator("main ol li").first.is_visible()
    assert nurse.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    nurse.picture("allowance-why")
    assert nurse.problems == office.problems == regent.problems == []
