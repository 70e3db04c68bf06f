"""Written without signal, on a phone that dies, to a server that dies: stored once, every one."""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.conftest import Demo, numbers_of
from tests.browser.line import Line
from tests.browser.phone import (
    KEPT,
    LEFT,
    MARK,
    VERSIONS,
    Field,
    Phone,
    assert_each_once,
    choose_pin,
    eventually,
    fill,
    lock,
    prepared,
    sign_out,
    signed_in,
    states,
    until_sent,
    write,
)
from tests.browser.server import Server

MANY = 50


@pytest.fixture
def field(demo_data: tuple[Path, str], tmp_path: Path) -> Iterator[Field]:
    data, printed = demo_data
    own = tmp_path / "demo"
    shutil.copytree(data, own, ignore=shutil.ignore_patterns("karsa.sqlite3*", "*.sock"))
    with (
        closing(sqlite3.connect(data / "karsa.sqlite3")) as source,
        closing(sqlite3.connect(own / "karsa.sqlite3")) as copy,
    ):
        source.backup(copy)
    server = Server(own)
    server.start()
    line = Line(server.port)
    yield Field(server, line, Demo(line.url, *numbers_of(printed)), tmp_path / "phone")
    line.close()
    server.kill()


@pytest.fixture
def phone(field: Field, playwright: Playwright) -> Phone:
    return Phone(field, playwright)


def test_fifty_entries_with_photos_survive_the_phone_and_arrive_once(field, phone):
    page = prepared(field, phone, MANY)

    field.line.set("good")
    until_sent(field, page, MANY)

    assert_each_once(field, range(MANY))


def test_a_shared_phone_keeps_each_persons_queue_apart(field, phone):
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    choose_pin(page, "246813")
    field.line.set("cut")
    write(page, 1)
    page.locator("[data-rows] > li").wait_for()
    lock(page)
    page.goto("/kerja/catatan/di-ponsel/")
    page.get_by_label("Buka dengan PIN ponsel ini").fill("111111")
    page.get_by_role("button", name="Buka").click()
    page.get_by_text("PIN tidak cocok").wait_for()
    page.get_by_label("Buka dengan PIN ponsel ini").fill("246813")
    page.get_by_role("button", name="Buka").click()
    page.locator("[data-rows] > li").wait_for()

    page.context.clear_cookies()  # her session is over before there is signal again
    field.line.set("good")
    field.demo.sign_in(page, "Pejabat penilai")
    page.goto("/kerja/catatan/di-ponsel/")
    page.get_by_text("catatan milik akun lain tersegel di ponsel ini").wait_for()
    assert states(page) == {}
    assert field.stored() == []

    sign_out(page)
    field.demo.sign_in(page, "Pegawai")
    until_sent(field, page, 1)
    assert_each_once(field, [1])


def test_a_visit_on_a_friends_phone_leaves_nothing(field, phone):
    page = phone.open()
    page.goto("/masuk/")
    page.get_by_label("Ini HP teman").check()
    field.demo.fill_in(page, "Pegawai")
    page.goto("/kerja/catatan/baru/")
    fill(page, 1)
    page.get_by_text("Terkirim. Menunggu diperiksa atasan.").first.wait_for()
    page.goto("/kerja/catatan/di-ponsel/")
    page.get_by_text("Tidak ada catatan yang tersimpan").wait_for()
    sign_out(page)
    eventually(page, lambda: not any(page.evaluate(LEFT).values()))
    page.wait_for_timeout(1000)  # nothing comes back

    assert_each_once(field, [1])
    assert page.evaluate(KEPT) == 0
    assert set(page.evaluate(LEFT).values()) == {0}


def test_a_new_version_keeps_drafts_and_does_not_mix(field, phone):
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    field.line.set("cut")
    write(page, 1)
    field.server.kill()
    with closing(sqlite3.connect(field.server.data / "karsa.sqlite3")) as database, database:
        database.execute("UPDATE tenancy_agency SET brand = '#0a7d4f'")
    field.server.start()
    before = page.evaluate(VERSIONS)
    assert len(before) == 1

    field.line.set("good")
    page.goto("/kerja/hari-ini/")
    eventually(page, lambda: (now := page.evaluate(VERSIONS)) != before and len(now) == 1)
    until_sent(field, page, 1)
    field.line.set("cut")
    page.goto("/kerja/belajar/tanpa-sinyal/")
    page.get_by_role("heading", name="Empat keadaan sebuah catatan").wait_for()
    page.goto("/kerja/catatan/baru/")

    assert page.evaluate(VERSIONS) != before
    assert page.locator("link[href='/merek/0a7d4f.css']").count() == 1
    assert_each_once(field, [1])


def test_what_will_not_do_stays_with_its_reason_until_it_is_mended(field, phone):
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    field.line.set("cut")
    write(page, 1)
    write(page, 2, day="2031-01-01")
    field.line.set("good")
    page.goto("/kerja/catatan/di-ponsel/")
    refused = page.locator("[data-rows] > li[data-state=refused]")
    refused.get_by_text("Tanggalnya belum tiba").wait_for()
    refused.get_by_role("link", name="Buka dan perbaiki").click()
    page.locator("form[data-antre-ready]").wait_for()
    assert page.get_by_label("Yang terjadi").input_value() == f"{MARK} 2"
    page.get_by_label("Kapan?").fill(time.strftime("%Y-%m-%d"))
    page.get_by_role("button", name="Kirim catatan").click()
    page.get_by_text("Terkirim. Menunggu diperiksa atasan.").first.wait_for()

    until_sent(field, page, 2)
    assert_each_once(field, [1, 2])


def test_home_again_costs_little(field, phone):
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    page.goto("/kerja/hari-ini/", wait_until="networkidle")
    before = field.line.carried
    page.goto("/kerja/hari-ini/", wait_until="networkidle")
    page.wait_for_timeout(1000)

    assert field.line.carried - before <= 30 * 1024


@pytest.mark.fault
def test_a_server_killed_three_times_during_the_sync_stores_each_once(field, phone):
    page = prepared(field, phone, MANY)
    field.line.set("good")
    signed_in(field, page)
    for _time in range(3):
        page.goto("/kerja/catatan/di-ponsel/")
        before = sum(files for _text, files in field.stored())
        for _wait in range(200):
            if sum(files for _text, files in field.stored()) > before + 3:
                break
            time.sleep(0.02)
        field.server.kill()
        field.server.start()
    until_sent(field, page, MANY)

    assert_each_once(field, range(MANY))


@pytest.mark.fault
def test_every_answer_lost_after_the_commit_stores_each_once(field, phone):
    page = prepared(field, phone, MANY)
    field.line.set("deaf")
    signed_in(field, page)
    for _time in range(4):
        page.goto("/kerja/catatan/di-ponsel/")
        page.wait_for_timeout(1500)
    assert field.line.lost
    assert field.stored()
    assert "stored" not in states(page)

    field.line.set("good")
    until_sent(field, page, MANY)

    assert_each_once(field, range(MANY))


@pytest.mark.fault
def test_a_full_phone_keeps_what_was_typed_on_the_screen(field, phone):
    page = phone.open()
    field.demo.sign_in(page, "Pegawai")
    phone.settle()
    field.line.set("cut")
    write(page, 1)
    phone.context.close()
    page = phone.open()  # a running browser goes on using the room it was granted before
    devtools = page.context.new_cdp_session(page)
    room = {"origin": field.line.url}
    used = devtools.send("Storage.getUsageAndQuota", room)["usage"]
    devtools.send("Storage.overrideQuotaForOrigin", room | {"quotaSize": int(used) + 200})
    page.goto("/kerja/catatan/baru/")
    fill(page, 2)
    page.get_by_text("Ponsel tidak dapat menyimpan").wait_for()
    assert page.locator("[name=text]").input_value() == f"{MARK} 2"
    assert page.locator("[name=photos]").evaluate("(one) => one.files.length") == 1

    devtools.send("Storage.overrideQuotaForOrigin", room)
    page.locator(".submit .btn-primary").click()
    page.wait_for_url("**/kerja/catatan/di-ponsel/", wait_until="commit")
    field.line.set("good")
    until_sent(field, page, 2)
    assert_each_once(field, [1, 2])
