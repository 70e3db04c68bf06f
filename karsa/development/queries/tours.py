"""The tour of the first visit, a file per role, in few plain steps."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role

_FOLDER = Path(__file__).parents[1] / "tours"
# The widest duty first, as the first screens are chosen.
_ORDER = (
    Role.REGENT,
    Role.PERFORMANCE_MANAGER,
    Role.INSPECTOR,
    Role.EVALUATION_TEAM,
    Role.COMPLAINTS_OFFICER,
    Role.RATER,
    Role.EMPLOYEE,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Step:
    """What one should know, and where: a `place` of the navigation or a `part` of the header."""

    heading: str
    text: str
    place: str = ""
    part: str = ""


def tour_of(actor: Actor) -> tuple[Step, ...]:
    """Return the tour of the actor's widest duty. No query."""
    return tour(next((role for role in _ORDER if actor.has(role)), Role.EMPLOYEE))


@cache
def tour(role: Role) -> tuple[Step, ...]:
    """Return the tour of a role. No query."""
    said = tomllib.loads((_FOLDER / f"{role.value}.toml").read_text(encoding="utf-8"))
    return tuple(Step(**step) for step in said["steps"])


def toured_roles() -> tuple[Role, ...]:
    """Return the roles that have a tour of their own. No query."""
    return _ORDER
