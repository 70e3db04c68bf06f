"""Who keeps a unit's surveys: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Unit


def can_keep(actor: Actor, unit: Unit) -> bool:
    """The unit's head, its evaluation team and the performance manager hold its surveys."""
    teams = actor.granted_paths if actor.has(Role.EVALUATION_TEAM) else ()
    return actor.has(Role.PERFORMANCE_MANAGER) or _holds((*actor.led_paths, *teams), unit)


def can_enter_paper(actor: Actor, unit: Unit) -> bool:
    """Who keeps the survey types paper forms in, and so does the unit's operator."""
    return can_keep(actor, unit) or _holds(actor.operated_paths, unit)


def can_decide_flag(actor: Actor, unit: Unit) -> bool:
    """Not the unit itself: its head has an interest. A superior unit's, or the manager."""
    above = any(unit.path.startswith(path) and path != unit.path for path in actor.led_paths)
    return above or actor.has(Role.PERFORMANCE_MANAGER, Role.INSPECTOR)


def keeps_any(actor: Actor) -> bool:
    """Whether the actor may hold surveys at all. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD, Role.EVALUATION_TEAM)


def _holds(paths: tuple[str, ...], unit: Unit) -> bool:
    return any(unit.path.startswith(path) for path in paths)
