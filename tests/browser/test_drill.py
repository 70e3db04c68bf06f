"""From a goal down to the evidence by links alone, and back up by the way shown on each page."""

import re

from playwright.sync_api import Locator

from tests.browser.conftest import DESKTOP
from tests.browser.walk import Walker

GOAL = "Meningkatnya mutu dan kecepatan pelayanan publik"
INDICATOR = "Waktu penyelesaian KTP elektronik"
UNIT = "Dinas Kependudukan dan Pencatatan Sipil"


def test_a_head_walks_from_goal_to_evidence_without_a_break(demo, open_page):
    head = Walker(open_page(demo.url, DESKTOP))
    to_the_units(demo, head, "Kepala OPD")

    to_a_result_with_evidence(head)
    head.sees("Catatan yang diterima")
    assert head.page.locator(".crumbs li").count() == 6
    row_with_evidence(head).get_by_role("link").first.click()
    head.sees("Diterima oleh")
    head.picture("drill-entry")

    evidence = head.page.locator("a[href*='/bukti/']").first.get_attribute("href")
    assert evidence
    assert head.status(evidence) == 200
    head.page.locator(".crumbs").get_by_role("link", name=re.compile(GOAL)).click()
    head.sees(GOAL)
    assert head.problems == []


def test_the_head_of_region_stops_before_a_junior(demo, open_page):
    regent = Walker(open_page(demo.url, DESKTOP))
    to_the_units(demo, regent, "Kepala daerah")

    regent.page.locator("a.rowlink[href*='/unit/']").nth(1).click()

    regent.sees("namanya dan catatannya dibaca oleh atasan mereka")
    # The head of that part, whose rating she reviews, and nobody below.
    assert regent.page.locator("main a[href*='/hasil/']").count() <= 1
    assert regent.problems == []


def to_the_units(demo, walker: Walker, role: str) -> None:
    demo.sign_in(walker.page, role)
    walker.go("/kerja/pimpinan/")
    walker.follow("Telusuri dari tujuan")
    walker.follow(GOAL)
    walker.follow(INDICATOR)
    walker.sees(UNIT)
    walker.picture(f"drill-indicator-{role.split()[-1]}")


def to_a_result_with_evidence(walker: Walker) -> None:
    """Open unit after unit until somebody's result there shows a file; open that result."""
    indicator = walker.page.url
    units = walker.page.locator("main a.rowlink[href*='/unit/']")
    for number in range(units.count()):
        units.nth(number).click()
        walker.page.wait_for_url("**/unit/**")
        walker.sees(re.compile("orang di"))
        if row_with_evidence(walker).count():
            row_with_evidence(walker).get_by_role("link").first.click()
            return
        walker.go(indicator)
    raise AssertionError("no unit shows evidence")


def row_with_evidence(walker: Walker) -> Locator:
    return walker.page.locator("li.row", has_text=re.compile(r"[1-9]\d* bukti")).first
