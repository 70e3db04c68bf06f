"""A citizen reports in under a minute and a half on a cheap phone, and without script as well."""

import re
import time

from tests.browser.conftest import PHONE
from tests.browser.walk import Walker

# A keystroke-level model of an unpractised thumb: seconds to decide and reach, and for each sign.
TAP, SIGN = 2.5, 0.4
BUDGET = 90
WORDS = "Loket KTP tutup pukul dua, padahal tertulis sampai setengah empat. Kemarin juga begitu."
CODE = re.compile(r"\b(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}\b")


def test_a_report_takes_less_than_ninety_seconds_at_360_pixels(demo, open_page):
    page = open_page(demo.url, PHONE)
    citizen = Walker(page)
    began = time.monotonic()
    citizen.go("/lapor/")

    page.get_by_label("Tentang apa?").select_option(index=1)
    page.get_by_label("Ceritakan").fill(WORDS)
    time.sleep(3)  # who sends sooner has not read it
    citizen.press("Kirim laporan")
    citizen.sees("Simpan kode ini")

    taps = 5  # the list, a subject, the field, the end of the page, sending
    assert time.monotonic() - began - 3 + taps * TAP + len(WORDS) * SIGN <= BUDGET
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    citizen.press("Lihat laporan")
    citizen.sees(WORDS)
    assert not CODE.search(page.url)
    assert citizen.problems == []


def test_reporting_and_following_work_without_script(demo, open_page):
    page = open_page(demo.url, PHONE, java_script_enabled=False)
    citizen = Walker(page)
    citizen.go("/lapor/")
    page.get_by_label("Tentang apa?").select_option(index=2)
    page.get_by_label("Ceritakan").fill("Dilaporkan tanpa skrip")
    citizen.press("Kirim laporan")
    citizen.sees("Cepat sekali")
    assert page.get_by_label("Ceritakan").input_value() == "Dilaporkan tanpa skrip"
    time.sleep(3)
    citizen.press("Kirim laporan")
    citizen.sees("Simpan kode ini")
    found = CODE.search(page.content())
    assert found

    citizen.go("/lapor/lacak/")
    page.get_by_label("Kode laporan").fill(found.group().lower())
    citizen.press("Lihat laporan")
    citizen.sees("Dilaporkan tanpa skrip")
    page.get_by_label("Keterangan").fill("Besok saya datang lagi")
    time.sleep(3)
    citizen.press("Kirim keterangan")
    citizen.sees("Keterangan Anda sudah masuk.")
    assert citizen.problems == []
