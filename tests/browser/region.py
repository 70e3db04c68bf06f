"""The region that is walked through: who is at which browser, and what holds for everybody."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import TODAY
from tests.browser.server import karsa
from tests.browser.walk import Walker, codes_by_name, region_files

PASSWORD = "pagi cerah di puskesmas"
UNITS = {"DINAS KESEHATAN": 1, "PUSKESMAS SUNGAI PENUH": 11, "PUSKESMAS BATU": 4}
STAFF, RATER = "MAIMUNAH MANSUR", "LAKSANA ISWAHYUDI"
REVIEWER, STRANGER = "LANTAR HASTUTI", "AMALIA MARYADI"


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


def keep_strangers_out(region: Region) -> None:
    """Where Maimunah is now, and the papers and photos she sees there, nobody else's staff go."""
    page = region.staff.page
    own = page.locator("a[href*='/bukti/'], a[href*='/berkas/'], a[href$='.pdf']").all()
    for path in [page.url, *(link.get_attribute("href") for link in own)]:
        assert region.staff.status(path) == 200, path
        assert region.stranger.status(path) == 404, path


def papers_of(walker: Walker) -> dict[str, str]:
    """Download what stands under "Dokumen": the text of each form by its code."""
    named = walker.page.get_by_role("link", name=re.compile(r"\([CD]\.1\.\d\)"))
    named.first.wait_for()
    links = named.all()
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
