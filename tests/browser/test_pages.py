"""Every page a role is led to, on a phone and on a desktop: readable, accessible, light, quiet.

Each is opened by somebody of that role in the demo region. A violation of axe, a refusal of the
content security policy, an error of a script or a page wider than the screen fails.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

# Evaluated, not added as a script: the page's own policy would rightly refuse that.
AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
FIRST_LOAD_KB = 150
# Pages opened per role: its own first, then its navigation and what that leads to; a page that
# this many roles have walked is known well enough.
PAGES = 11
ROLES_PER_PAGE = 2
ROLES = (
    "Pegawai",
    "Pejabat penilai",
    "Atasan pejabat penilai",
    "Tim evaluasi OPD",
    "Pengelola kinerja",
    "Kepala OPD",
    "Kepala daerah",
    "Inspektorat",
    "Operator unit",
    "Administrator sistem",
)
_WALKED: Counter[str] = Counter()
_NOT_PAGES = re.compile(r"(\.pdf|\.csv|\.xlsx|/slip/|/bukti/\d+/|/berkas/\d+/|unduh)")


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role_are_sound(role, demo, open_page):
    page = open_page(demo.url, DESKTOP)
    problems = _listen(page)
    demo.sign_in(page, role)

    seen = _walk(page, problems)

    assert len(seen) > 1
    assert problems == []


def _walk(page: Page, problems: list[str]) -> set[str]:
    """Open a role's first page, its navigation's and the first link of every further shape."""
    waiting, seen, shapes = _links(page), set(), set()
    while waiting and len(seen) < PAGES:
        path = waiting.pop(0)
        shape = re.sub(r"\d+", "0", path)
        known = bool(seen) and _WALKED[shape] >= ROLES_PER_PAGE
        if known or shape in shapes or _NOT_PAGES.search(path):
            continue
        shapes.add(shape)
        _WALKED[shape] += 1
        seen.add(path)
        page.goto(path)
        page.evaluate(AXE)
        problems += [f"{path}: {found}" for found in _defects_at_both_sizes(page)]
        waiting += _links(page)
    return seen


def _defects_at_both_sizes(page: Page) -> list[str]:
    """What axe finds at the size the page was opened at, then at the other: the next page's.

    Contrast takes axe longer than all else and hardly depends on the size: only at the first.
    """
    loaded = page.viewport_size
    other = PHONE if loaded == DESKTOP else DESKTOP
    found = _defects(page)
    page.set_viewport_size(other)
    return [*found, *_defects(page, {"rules": {"color-contrast": {"enabled": False}}})]


def _links(page: Page) -> list[str]:
    found = page.eval_on_selector_all(
        "a[href^='/kerja/']", "links => links.map(link => link.pathname)"
    )
    return list(dict.fromkeys(found))


def _defects(page: Page, options: dict[str, object] | None = None) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    found = page.evaluate(
        "options => axe.run({resultTypes: ['violations'], ...options}).then(r => r.violations)",
        options,
    )
    wide, width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    defects = [
        f"{width} {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
        for one in found
    ]
    return [*defects, f"{width}: {wide - width} px too wide"] if wide > width else defects


def test_a_script_in_a_page_is_caught(demo, open_page):
    """The catcher itself: what the policy refuses does not run, and does not stay unseen."""
    page = open_page(demo.url, DESKTOP)
    problems = _listen(page)
    page.goto("/masuk/")
    page.evaluate(
        "const made = document.createElement('script');"
        "made.textContent = 'window.wasRun = true'; document.body.append(made)"
    )
    assert page.evaluate("window.wasRun") is None
    assert any("Content Security Policy" in problem for problem in problems)


def _listen(page: Page) -> list[str]:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on(
        "console",
        lambda said: problems.append(f"console: {said.text}") if said.type == "error" else None,
    )
    page.on(
        "response",
        lambda answer: (
            problems.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    )
    return problems


def test_the_first_load_is_light(demo, open_page):
    page = open_page(demo.url, PHONE)
    demo.sign_in(page, "Pegawai")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    loaded: list[float] = []
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto("/kerja/hari-ini/", wait_until="networkidle")

    assert 0 < sum(loaded) / 1024 <= FIRST_LOAD_KB
