"""The lessons beside this room, read once, and which of them somebody has taken."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.development.models import LessonTaken

_FOLDER = Path(__file__).parents[1] / "lessons"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its paragraphs."""

    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A check of understanding: what to choose from, which is right (from 0), and why."""

    text: str
    choices: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A few minutes about one thing: for whom, what one gains, its parts and its questions."""

    slug: str
    title: str
    place: int
    minutes: int
    gain: str
    roles: frozenset[Role]
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson as the list shows it; `taken` is the day, None while it is not taken."""

    lesson: Lesson
    is_mine: bool
    taken: date | None


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return all lessons in the order to take them. No query."""
    found = (_read(path) for path in _FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda lesson: lesson.place))


def lesson_named(slug: str) -> Lesson:
    """Return the lesson of that name; KeyError where there is none. No query."""
    return {lesson.slug: lesson for lesson in lessons()}[slug]


def lesson_rows(actor: Actor) -> list[LessonRow]:
    """Return all lessons, the actor's own first, with the day each was taken. One query."""
    taken = dict(LessonTaken.objects.visible_to(actor).values_list("lesson", "on"))
    rows = [
        LessonRow(lesson, actor.has(*lesson.roles), taken.get(lesson.slug)) for lesson in lessons()
    ]
    return sorted(rows, key=lambda row: not row.is_mine)


def _read(path: Path) -> Lesson:
    said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Lesson(
        slug=path.stem,
        title=said["title"],
        place=said["place"],
        minutes=said["minutes"],
        gain=said["gain"],
        roles=frozenset(map(Role, said["roles"])),
        parts=tuple(Part(part["heading"], tuple(part["text"])) for part in said["parts"]),
        questions=tuple(
            Question(one["text"], tuple(one["choices"]), one["right"], one["why"])
            for one in said["questions"]
        ),
    )
