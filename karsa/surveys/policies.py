"""Who keeps a unit's surveys: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Unit


def can_keep(actor: Actor, unit: Unit) -> bool:
    """The unit's head, its evaluation team and the performance manager hold its surveys."""
    return actor.has(Role.PERFORMANCE_MANAGER) or unit.path.startswith(kept_paths(actor))


def kept_paths(actor: Actor) -> tuple[str, ...]:
    """The parts of the tree whose surveys the actor keeps as head or evaluation team. No query."""
    return actor.led_paths + actor.team_paths


def can_enter_paper(actor: Actor, unit: Unit) -> bool:
    """Who keeps the survey types paper forms in, and so does the unit's operator."""
    return can_keep(actor, unit) or unit.path.startswith(actor.operated_paths)


def can_decide_flag(actor: Actor, unit: Unit) -> bool:
    """Not the unit itself: its head has an interest. A superior unit's, or the manager."""
    above = any(unit.path.startswith(path) and path != unit.path for path in actor.led_paths)
    return above or actor.has(Role.PERFORMANCE_MANAGER, Role.INSPECTOR)


def keeps_any(actor: Actor) -> bool:
    """Whether the actor may hold surveys at all. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD, Role.EVALUATION_TEAM)
