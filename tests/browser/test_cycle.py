"""One region walks the whole cycle through its pages, on the real server, as people would.

An administrator brings the staff in; Maimunah plans and reports, her head of puskesmas evaluates,
the head of the health office decides her objection. A stranger sees nothing of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import DESKTOP, PHONE, TODAY
from tests.browser.server import karsa
from tests.browser.walk import Walker, codes_by_name, photo, region_files

PASSWORD = "pagi cerah di puskesmas"
UNITS = {"DINAS KESEHATAN": 1, "PUSKESMAS SUNGAI PENUH": 11, "PUSKESMAS BATU": 4}
STAFF, RATER = "MAIMUNAH MANSUR", "LAKSANA ISWAHYUDI"
REVIEWER, STRANGER = "LANTAR HASTUTI", "AMALIA MARYADI"
LAST_MONTH = "2026-05-20"


@dataclass
class Region:
    """The region while it is being walked: who is at which browser."""

    url: str
    data: Path
    files: Path
    admin: Walker
    staff: Walker
    rater: Walker
    reviewer: Walker
    stranger: Walker
    public: Walker

    def everybody(self) -> tuple[Walker, ...]:
        signed_in = (self.admin, self.staff, self.rater, self.reviewer)
        return (*signed_in, self.stranger, self.public)

    def people(self) -> list[tuple[Walker, str]]:
        walkers = (self.staff, self.rater, self.reviewer, self.stranger)
        return list(zip(walkers, (STAFF, RATER, REVIEWER, STRANGER), strict=True))


@pytest.fixture
def region(empty_region, open_page, tmp_path) -> Region:
    url, data = empty_region
    sizes = (DESKTOP, PHONE, DESKTOP, DESKTOP, PHONE, PHONE)
    return Region(url, data, tmp_path, *(Walker(open_page(url, size)) for size in sizes))


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


def enter_as_administrator(region: Region) -> None:
    said = karsa(region.data, "grant", "pengelola", "administrator", KARSA_AT=TODAY)
    region.admin.activate(said.split()[-1], PASSWORD)
    region.admin.picture("01-admin-first")
    region.admin.sign_out()
    region.admin.sign_in("pengelola", PASSWORD)


def bring_the_staff_in(region: Region) -> None:
    admin, (units, people) = region.admin, region_files(region.files, UNITS)
    for button, file, what in (
        ("Periksa daftar unit", units, "unit"),
        ("Periksa daftar pegawai", people, "pegawai"),
    ):
        admin.menu("Impor")
        panel = admin.page.locator("section", has=admin.button(button))
        panel.locator("input[type=file]").set_input_files(file)
        admin.press(button)
        admin.sees("siap disimpan")
        admin.picture(f"02-import-{what}")
        admin.page.get_by_role("button", name="Simpan").click()
        admin.sees("tersimpan")
        admin.picture(f"03-imported-{what}")
    with admin.page.expect_download() as report:
        admin.follow("Unduh laporan")
    assert STAFF in report.value.path().read_text(encoding="utf-8-sig").upper()


def open_the_accounts(region: Region) -> None:
    admin = region.admin
    admin.follow("Organisasi")
    admin.picture("04-units")
    admin.page.get_by_role("link", name="DINAS KESEHATAN").click()
    admin.follow("Akun dan slip")
    admin.sees("16 orang belum punya sandi")
    admin.picture("05-accounts")
    admin.press("Cetak slip aktivasi")
    with admin.page.expect_download() as printed:
        admin.press("Cetak slip", admin.page.get_by_role("dialog"))
    slips = printed.value.path().read_bytes()
    codes = codes_by_name(slips, [STAFF, RATER, REVIEWER, STRANGER])
    for walker, name in region.people():
        walker.activate(codes[name], PASSWORD)
    region.staff.picture("06-staff-first")
    region.rater.picture("06-rater-first")
    region.reviewer.picture("06-reviewer-first")


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


def keep_strangers_out(region: Region) -> None:
    """Where Maimunah is now, and the papers and photos she sees there, nobody else's staff go."""
    page = region.staff.page
    own = page.locator("a[href*='/bukti/'], a[href*='/berkas/'], a[href$='.pdf']").all()
    for path in [page.url, *(link.get_attribute("href") for link in own)]:
        assert region.staff.status(path) == 200, path
        assert region.stranger.status(path) == 404, path


def open_the_result(staff: Walker) -> None:
    staff.follow("Hasil")
    staff.follow("Lihat mengapa")
    staff.sees("Mengapa hasil saya begini")


def papers_of(walker: Walker) -> dict[str, str]:
    """Download what stands under "Dokumen": the text of each form by its code."""
    links = walker.page.get_by_role("link", name=re.compile(r"\([CD]\.1\.\d\)")).all()
    assert links
    return {
        re.search(r"\((.+)\)", link.inner_text())[1]: walker.paper(link.get_attribute("href"))
        for link in links
    }


def check(region: Region, paper: str, state: str) -> None:
    """Type the printed code as a stranger would: number and state, and nothing about a person."""
    public = region.public
    public.go("/verifikasi/")
    public.fill("Kode dokumen", re.search(r"Kode (\S+)", paper)[1])
    public.press("Periksa")
    public.sees(state)
    public.picture(f"35-verified-{state.split()[-1]}")
    shown = public.page.locator("body").inner_text()
    assert re.search(r"Nomor dokumen (\S+)", paper)[1] in shown
    assert not re.search(r"\d{18}", shown)
    assert not any(name in shown.upper() for name in (STAFF, RATER, REVIEWER))


def nobody_complained(region: Region) -> None:
    """Neither a script nor the content security policy nor a page failed anybody."""
    for walker in region.everybody():
        assert walker.problems == []
