"""A key of one's device opens the account without a password; an app's code is the second step."""

import time

import pyotp

from tests.browser.conftest import PHONE, TODAY
from tests.browser.server import karsa
from tests.browser.walk import Walker

PASSWORD = "pagi cerah di puskesmas"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NAME = "pemilik kunci"


def test_a_passkey_and_an_app_open_the_account(empty_region, open_page):
    address, data = empty_region
    code = karsa(data, "grant", NAME, "administrator", KARSA_AT=TODAY).split()[-1]
    # A key belongs to a name, never to a number.
    page = open_page(address.replace("127.0.0.1", "localhost"), PHONE)
    owner = Walker(page)
    _with_a_device_that_keeps_keys(page)
    owner.activate(code, PASSWORD)

    owner.go("/kerja/akun/kunci/")
    owner.fill("Nama perangkat ini", "HP dinas")
    owner.press("Buat kunci sandi")
    owner.sees("Simpan sepuluh kode cadangan ini")
    owner.sign_out()
    owner.go("/masuk/kunci/")
    owner.press("Pakai kunci sandi")
    page.wait_for_url("**/kerja/**")

    owner.go("/kerja/akun/keamanan/")
    owner.sees("HP dinas")
    owner.press("Pasang aplikasi")
    page.get_by_text("Tidak bisa memindai?").click()
    app = pyotp.TOTP(page.locator("code").inner_text())
    owner.fill("Kode 6 angka", app.now())
    owner.press("Pasang")
    owner.sees("Akun Anda dijaga dua langkah")
    owner.sign_out()

    owner.fill("NIP", NAME)
    owner.fill("Kata sandi", PASSWORD)
    owner.press("Masuk")
    owner.sees("Satu langkah lagi")
    # The present code was spent on setting up; a phone's clock may be one step ahead.
    owner.fill("Kode 6 angka", app.at(time.time() + app.interval))
    owner.press("Masuk")
    page.wait_for_url("**/kerja/**")
    assert owner.problems == []


def _with_a_device_that_keeps_keys(page):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
