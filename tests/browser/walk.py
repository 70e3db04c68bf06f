"""A person at a browser: what they do in words of people, and what must never happen meanwhile."""

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page
from pypdf import PdfReader

DATA = Path(__file__).parents[2] / "karsa/site/demo/data"
SIZES = ((360, 740), (1280, 900))
_CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@dataclass
class Walker:
    """Somebody at their own browser; whatever the browser complains about is kept."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("console", lambda said: said.type == "error" and self._note(said.text))

    def _note(self, problem: str) -> None:
        """A refusal with its reason (409) is an answer; anything else is a problem."""
        if "status of 409" not in problem:
            self.problems.append(f"{self.page.url}: {problem}")

    def go(self, path: str) -> None:
        self.page.goto(path)

    def activate(self, code: str, password: str) -> None:
        """Exchange the code of a slip for a password of one's own."""
        self.go("/aktivasi/")
        self.fill("Kode 8 huruf dan angka", code)
        self.fill("Kata sandi baru", password)
        self.fill("Ulangi kata sandi baru", password)
        self.press("Simpan sandi dan masuk")
        self.page.wait_for_url("**/kerja/**")

    def sign_in(self, name: str, password: str) -> None:
        self.go("/masuk/")
        self.fill("NIP", name)
        self.fill("Kata sandi", password)
        self.press("Masuk")
        self.page.wait_for_url("**/kerja/**")

    def sign_out(self) -> None:
        self.page.locator("details[data-menu] > summary").click()
        self.press("Keluar")
        self.page.wait_for_url("**/masuk/")

    def menu(self, name: str) -> None:
        """Open the menu of places and choose one of them."""
        self.page.locator("details[data-places] > summary").click()
        self.page.locator(".places-panel").get_by_role("link", name=name, exact=True).click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def fill(self, label: str, text: str) -> None:
        """Fill a field by the words its label begins with."""
        self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.fill(text)

    def press(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()

    def press_beginning(self, word: str, within: Locator) -> None:
        """Press a button that says `word` and, to those who cannot see, about whom."""
        within.get_by_role("button", name=re.compile(rf"^{word}\b")).first.click()

    def follow(self, name: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("link", name=name, exact=True).first.click()

    def tick(self, group: str, choice: str) -> None:
        """Choose a tile of a named group, as a finger does: the tile, not the hidden dot."""
        tiles = self.page.get_by_role("group", name=group).locator("label.choice")
        tiles.filter(has_text=choice).first.click()

    def row(self, text: str) -> Locator:
        return self.page.locator("li.row", has_text=text).first

    def sees(self, text: str | re.Pattern[str]) -> None:
        self.page.get_by_text(text).locator("visible=true").first.wait_for()

    def headline(self) -> str:
        return self.page.locator("h1").first.inner_text()

    def paper(self, path: str) -> str:
        """Fetch a PDF as this person and return its text on one line."""
        answer = self.page.request.get(path)
        assert answer.status == 200, (path, answer.status)
        return text_of(answer.body())

    def status(self, path: str) -> int:
        return self.page.request.get(path, max_redirects=0).status

    def picture(self, name: str) -> None:
        """Keep what this person sees, phone and desktop, where WALK_PICTURES names a folder."""
        folder = os.environ.get("WALK_PICTURES")
        if not folder:
            return
        self.page.wait_for_load_state("networkidle")
        own = self.page.viewport_size
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            # Hiding the caret would add a style, which the policy of the page refuses.
            self.page.screenshot(
                caret="initial", path=Path(folder) / f"{name}-{width}.png", full_page=True
            )
        if own:
            self.page.set_viewport_size(own)


def text_of(paper: bytes) -> str:
    """The text of a real PDF, blanks as one."""
    assert paper.startswith(b"%PDF-")
    pages = PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def codes_by_name(slips: bytes, names: list[str]) -> dict[str, str]:
    """Read each person's code from the printed slips: the first one after the name."""
    text = text_of(slips).upper()
    found = {name: _CODE.search(text, text.index(name)) for name in names}
    return {name: code.group() for name, code in found.items() if code}


def photo(folder: Path) -> Path:
    """A photo as a phone takes one: far larger than what is stored."""
    image = Image.effect_noise((1600, 1200), 60).convert("RGB")
    ImageDraw.Draw(image).text((80, 80), "Posyandu Melati", fill="white", font_size=120)
    path = folder / "posyandu.jpg"
    image.save(path, quality=90)
    return path


def region_files(folder: Path, units: dict[str, int]) -> tuple[Path, Path]:
    """Write a region's two files with the head and `units[name]` people of each unit."""
    known = _read("ref_unor.csv")
    kept = [row for row in known if row["NamaUnor"] in units or not row["DiatasanId"]]
    names = {row["Id"]: row["NamaUnor"] for row in kept}
    staff = list(_first(_read("siasn_pegawai.csv"), names, units))
    return _write(folder / "unor.csv", kept), _write(folder / "pegawai.csv", staff)


def _first(
    people: list[dict[str, str]], names: dict[str, str], units: dict[str, int]
) -> Iterator[dict[str, str]]:
    left = dict(units)
    for person in people:
        unit = names.get(person["unor_id"], "")
        if left.get(unit, 0) > 0:
            left[unit] -= 1
            yield person


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path
