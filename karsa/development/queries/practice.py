"""The made-up world people practise in, read once from its file, and whose seat somebody takes."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.accounts.roles import Role
from karsa.development.models import Practice
from karsa.tenancy.models import Agency

_FILE = Path(__file__).parents[1] / "practice" / "world.toml"


@dataclass(frozen=True, slots=True)
class Task:
    """Something to try, and the page it begins on."""

    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that can be tried: as whom, and what to try."""

    role: Role
    who: str
    name: str
    post: str
    tasks: tuple[Task, ...]


@cache
def world() -> dict[str, Any]:
    """Return the file as it stands. No query."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def seats() -> tuple[Seat, ...]:
    """Return the seats, one's own work first. No query."""
    people = {one["code"]: one for one in world()["people"]}
    return tuple(
        Seat(
            role=Role(one["role"]),
            who=one["who"],
            name=people[one["who"]]["name"],
            post=people[one["who"]]["post"],
            tasks=tuple(Task(**task) for task in one["tasks"]),
        )
        for one in world()["seats"]
    )


def seat_named(who: str) -> Seat:
    """Return the seat of that made-up person; KeyError where there is none. No query."""
    return {seat.who: seat for seat in seats()}[who]


def seat_of(actor: Actor) -> Seat:
    """Return the seat most like the actor's own work: the widest duty decides. No query."""
    return next((seat for seat in reversed(seats()) if actor.has(seat.role)), seats()[0])


def account_in(ground: Agency, seat: Seat) -> User | None:
    """Return the seat's account. One query."""
    return User.objects.filter(agency=ground, username=username(seat.who)).first()


def username(who: str) -> str:
    """How a made-up person's account is called; it has no password."""
    return f"latihan-{who}"


def unused(agency: Agency, before: date) -> QuerySet[Practice]:
    """Return the practices nobody has opened since `before`."""
    return Practice.objects.filter(agency=agency, used_on__lt=before).select_related("ground")
