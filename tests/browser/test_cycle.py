"""One region walks the whole cycle through its pages, on the real server, as people would.

An administrator brings the staff in; Maimunah plans and reports, her head of puskesmas evaluates,
the head of the health office decides her objection. A stranger sees nothing of it.
"""

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.region import (
    RATER,
    REVIEWER,
    STAFF,
    Region,
    bring_the_staff_in,
    check,
    enter_as_administrator,
    keep_strangers_out,
    nobody_complained,
    open_the_accounts,
    papers_of,
)
from tests.browser.walk import Walker, photo

LAST_MONTH = "2026-05-20"
# Without a store for the queue forms are posted plainly; test_offline.py walks with the queue.
PLAINLY = "Object.defineProperty(window, 'indexedDB', { value: undefined })"


@pytest.fixture
def region(empty_region, open_page, tmp_path) -> Region:
    url, data = empty_region
    sizes = (DESKTOP, PHONE, DESKTOP, DESKTOP, PHONE, PHONE)
    pages = [open_page(url, size) for size in sizes]
    for page in pages:
        page.add_init_script(PLAINLY)
    return Region(url, data, tmp_path, *map(Walker, pages))


def test_the_whole_cycle(region):
    enter_as_administrator(region)
    bring_the_staff_in(region)
    open_the_accounts(region)
    plan_the_year(region)
    agree_on_the_plan(region)
    keep_strangers_out(region)
    report_from_the_phone(region)
    review_the_entries(region)
    keep_strangers_out(region)
    give_feedback(region)
    set_the_level(region)
    evaluate_last_month(region)
    hand_over(region)
    keep_strangers_out(region)
    object_to_it(region)
    keep_strangers_out(region)
    decide_the_objection(region)
    nobody_complained(region)


def plan_the_year(region: Region) -> None:
    staff = region.staff
    staff.follow("Rencana")
    staff.sees("tanpa menunggu rencana pimpinan")
    staff.picture("07-plan-start")
    staff.press("Mulai rencana baru")
    staff.follow("Tambahkan hasil kerja")
    staff.sees("Hasil kerja baru")
    staff.picture("08-result-form")
    staff.fill("Hasil kerja", "Ibu hamil di wilayah puskesmas diperiksa lengkap")
    staff.fill("Atau tulis sendiri hasil kerja pimpinan", "Kesehatan ibu dan anak meningkat")
    staff.press("Tambahkan hasil")
    staff.sees("Ukuran keberhasilan baru")
    staff.picture("09-measure-form")
    staff.fill("Ukuran keberhasilan", "Jumlah ibu hamil yang diperiksa lengkap")
    staff.fill("Target", "120 orang")
    staff.tick("Aspek", "Kuantitas")
    staff.fill("Angka target", "120")
    staff.fill("Satuan", "orang")
    staff.press("Tambahkan ukuran")
    staff.sees("120 orang")
    staff.follow("Rencana aksi")
    staff.follow("Rencana aksi", staff.page.locator("#lembar .panel").first)
    staff.fill("Apa yang akan dikerjakan?", "Memeriksa ibu hamil di posyandu")
    staff.fill("Jumlah", "120")
    staff.fill("Satuan", "orang")
    staff.press("Tambahkan rencana aksi")
    staff.sees("Memeriksa ibu hamil di posyandu")
    staff.picture("10-actions")
    staff.follow("Hasil kerja")
    staff.sees("siap diajukan")
    staff.picture("11-plan-ready")
    staff.press("Ajukan rencana")
    staff.sees("menunggu Laksana")


def agree_on_the_plan(region: Region) -> None:
    staff, rater = region.staff, region.rater
    rater.menu("Rencana tim")
    rater.picture("12-plans-of-the-team")
    rater.page.get_by_role("link", name=STAFF).click()
    rater.follow("Perilaku dan lampiran")
    rater.follow("Beri ekspektasi khusus", rater.row("Berorientasi Pelayanan"))
    rater.page.locator("form textarea").fill("Sambut setiap ibu dengan sabar, juga saat antre.")
    rater.press("Simpan ekspektasi")
    rater.sees("1 nilai diberi ekspektasi khusus")
    rater.follow("Hasil kerja")
    rater.follow("Usulkan kalimat")
    rater.fill("Kalimat yang diusulkan", "Semua ibu hamil diperiksa lengkap enam kali")
    rater.fill("Mengapa?", "Supaya sama dengan standar pelayanan.")
    rater.press("Kirim usulan")
    rater.sees("Menunggu jawaban pegawai")
    rater.picture("13-plan-of-the-leader")
    staff.page.reload()
    staff.picture("14-plan-proposal")
    staff.press("Ambil usulan")
    staff.press("Setujui rencana")
    staff.sees("menunggu Laksana")
    rater.page.reload()
    rater.press("Tetapkan rencana")
    rater.sees("berlaku sejak")


def report_from_the_phone(region: Region) -> None:
    staff = region.staff
    staff.follow("Hari ini")
    staff.follow("Catatan baru")
    staff.page.locator("label.choice", has_text="Memeriksa ibu hamil di posyandu").click()
    staff.fill("Berapa?", "9")
    staff.fill("Kapan?", LAST_MONTH)
    staff.page.locator("input[type=file][accept='image/*']").set_input_files(photo(region.files))
    staff.page.locator("#foto-terpilih img").wait_for()
    staff.fill("Yang terjadi", "Posyandu Melati, 9 ibu hamil datang")
    staff.picture("15-entry-form")
    staff.press("Kirim catatan")
    staff.sees("menunggu diperiksa")
    staff.follow("Catatan baru")
    staff.page.locator("label.choice", has_text="Memeriksa ibu hamil di posyandu").click()
    staff.fill("Berapa?", "40")
    staff.press("Kirim catatan")
    staff.sees("2 catatan menunggu diperiksa")
    staff.picture("16-entries")


def review_the_entries(region: Region) -> None:
    rater, staff = region.rater, region.staff
    rater.follow("Papan tim")
    rater.sees("2 catatan menunggu Anda")
    rater.picture("17-board")
    rater.follow("Periksa berurutan")
    rater.picture("18-waiting")
    first, second = rater.row("Posyandu Melati"), rater.row("40")
    rater.press_beginning("Puji", first)
    rater.sees("Dipuji")
    rater.press_beginning("Terima", first)
    rater.sees("Diterima")
    second.get_by_text("Kembalikan dengan alasan").click()
    second.get_by_label("Alasan lain").fill("Empat puluh dalam sehari? Periksa lagi jumlahnya, ya.")
    rater.press("Kembalikan", second)
    rater.sees("Dikembalikan")
    rater.picture("19-reviewed")
    staff.follow("Catatan")
    staff.sees("1 catatan perlu Anda perbaiki")
    staff.picture("20-returned")
    staff.follow("Perbaiki")
    staff.sees("Empat puluh dalam sehari?")
    staff.fill("Berapa?", "4")
    staff.press("Kirim catatan")
    staff.sees("Terkirim")
    staff.go("/kerja/catatan/1/")
    rater.page.reload()
    rater.press_beginning("Terima", rater.row("4 orang"))
    rater.sees("Diterima")


def give_feedback(region: Region) -> None:
    rater, staff = region.rater, region.staff
    rater.menu("Beri umpan balik")
    rater.picture("21-feedback-people")
    rater.page.get_by_role("link", name=f"Beri {STAFF}").click()
    rater.page.get_by_label("Tentang apa?").select_option(label="Berorientasi pelayanan")
    rater.tick("Bagaimana keadaannya?", "Sesuai atau melebihi harapan")
    rater.fill("Umpan balik", "Ibu-ibu merasa ditunggu, bukan diantre. Teruskan.")
    rater.picture("22-feedback-form")
    rater.press("Kirim umpan balik")
    staff.follow("Umpan balik")
    staff.sees("Ibu-ibu merasa ditunggu")
    staff.picture("23-feedback-received")


def set_the_level(region: Region) -> None:
    reviewer = region.reviewer
    reviewer.menu("Capaian organisasi")
    reviewer.follow("Mei 2026")
    panel = reviewer.page.locator("section.panel", has_text="PUSKESMAS SUNGAI PENUH")
    panel.get_by_label("Capaian kinerja organisasi").select_option(label="Baik")
    panel.get_by_label("Alasan").fill("Cakupan pelayanan bulan Mei sesuai rencana.")
    reviewer.press("Tetapkan", panel)
    reviewer.sees("Ditetapkan:")
    reviewer.picture("24-levels")


def evaluate_last_month(region: Region) -> None:
    rater = region.rater
    rater.follow("Evaluasi")
    rater.follow("Mei 2026")
    rater.picture("25-team")
    rater.page.get_by_role("link", name=STAFF).first.click()
    rater.sees("Anda yang memutuskan")
    rater.picture("26-evaluate")
    rater.tick("Hasil kerja", "Di bawah")
    rater.tick("Perilaku kerja", "Sesuai")
    rater.sees("Butuh Perbaikan")
    rater.fill("Realisasi", "9 ibu hamil diperiksa di posyandu")
    rater.press("Tetapkan rating")
    rater.sees("alasan")
    rater.fill("Alasan", "Baru satu posyandu yang terlaporkan pada bulan Mei.")
    rater.fill("Catatan dan rekomendasi", "Mari kita jadwalkan posyandu bersama.")
    rater.picture("27-decision")
    rater.press("Tetapkan rating")
    rater.sees("Belum ditandatangani")
    rater.picture("28-decided")
    rater.press("Tandatangani")
    rater.press("Tandatangani", rater.page.get_by_role("dialog"))
    rater.sees("Belum diserahkan")


def hand_over(region: Region) -> None:
    rater, staff = region.rater, region.staff
    papers = papers_of(rater)
    assert set(papers) == {"C.1.3", "D.1.1"}
    for text in papers.values():
        assert all(name in text.upper() for name in (STAFF, RATER))
        check(region, text, "berlaku")
    rater.press("Serahkan kepada pegawai")
    rater.sees("Diserahkan")
    open_the_result(staff)
    staff.sees("Mengapa hasil saya begini")
    staff.picture("29-result")
    staff.press("Terima dan tandatangani")
    staff.sees("Anda dapat mengajukan keberatan")
    staff.picture("30-received")


def object_to_it(region: Region) -> None:
    staff, rater = region.staff, region.rater
    staff.follow("Ajukan keberatan")
    staff.fill("Alasan keberatan", "Dua posyandu lain saya layani; buku registernya ada.")
    staff.picture("31-objection-form")
    staff.press("Ajukan keberatan")
    staff.sees("Diputus paling lambat")
    rater.go("/kerja/penilaian/keberatan/")
    rater.page.get_by_role("link", name=STAFF).first.click()
    rater.fill("Penjelasan Anda", "Register itu belum saya lihat ketika menilai.")
    rater.press("Simpan penjelasan")
    rater.sees("Register itu belum saya lihat")
    rater.picture("32-explained")


def decide_the_objection(region: Region) -> None:
    reviewer, staff = region.reviewer, region.staff
    open_the_result(staff)
    old = papers_of(staff)["D.1.1"]
    reviewer.menu("Keberatan")
    reviewer.page.get_by_role("link", name=STAFF).first.click()
    reviewer.tick("Putusan", "Mengubah hasil evaluasi")
    reviewer.tick("hasil kerja menjadi", "Sesuai")
    reviewer.fill("Alasan putusan", "Register membuktikan tiga posyandu dilayani.")
    reviewer.fill("Rekomendasi baru", "Catat tiap posyandu pada hari yang sama.")
    reviewer.picture("33-verdict")
    reviewer.press("Simpan putusan")
    reviewer.sees("Putusan: Mengubah hasil evaluasi")
    reviewer.picture("34-decided")
    open_the_result(staff)
    staff.sees("Predikat Anda: Baik")
    new = papers_of(staff)["D.1.3"]
    assert all(name in new.upper() for name in (STAFF, RATER, REVIEWER))
    check(region, new, "berlaku")
    check(region, old, "sudah diubah")


def open_the_result(staff: Walker) -> None:
    staff.follow("Hasil")
    staff.follow("Lihat mengapa")
    staff.sees("Mengapa hasil saya begini")
