"""The short help of every page, a file per room: what it is, who fills it in, what happens next."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from karsa.development.queries.lessons import Lesson, lesson_named

_FOLDER = Path(__file__).parents[1] / "helps"


@dataclass(frozen=True, slots=True)
class Help:
    """Help on a page; `rule` names the article or formula behind it, empty where there is none."""

    what: str
    who: str
    next: str
    lesson: Lesson | None = None
    rule: str = ""


@cache
def help_on(page: str) -> Help | None:
    """Return the help on a page by its name ("journal:mine"), else that of its room. No query."""
    room, _, name = page.partition(":")
    said = _read().get(room)
    if said is None:
        return None
    words = {key: value for key, value in said.items() if key != "pages"}
    words |= said.get("pages", {}).get(name, {})
    lesson = words.pop("lesson", "")
    return Help(**words, lesson=lesson_named(lesson) if lesson else None)


@cache
def has_own_help(page: str) -> bool:
    """Whether the page is helped by more than its room's words. No query."""
    room, _, name = page.partition(":")
    return name in _read().get(room, {}).get("pages", {})


@cache
def _read() -> dict[str, dict[str, Any]]:
    files = _FOLDER.glob("*.toml")
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
