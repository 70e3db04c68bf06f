"""What somebody may do with the indicators of a unit: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Measurement
from karsa.org.models import Unit


def leads(actor: Actor, unit: Unit) -> bool:
    """The actor heads the unit, or one above it."""
    return any(unit.path.startswith(path) for path in actor.led_paths)


def serves(actor: Actor, unit: Unit, *roles: Role) -> bool:
    """The actor holds one of `roles` for the unit."""
    return actor.has(*roles) and any(unit.path.startswith(path) for path in actor.granted_paths)


def can_keep_indicators(actor: Actor, unit: Unit) -> bool:
    """The unit's head, its evaluation team and the performance manager define what is measured."""
    return (
        actor.has(Role.PERFORMANCE_MANAGER)
        or leads(actor, unit)
        or serves(actor, unit, Role.EVALUATION_TEAM)
    )


def can_keep_tree(actor: Actor) -> bool:
    """The tree joins all units: the performance manager and the evaluation teams draw it."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.EVALUATION_TEAM)


def can_keep_feeds(actor: Actor, unit: Unit) -> bool:
    """Who keeps the unit's indicators, and the administrator, register its machines."""
    return actor.has(Role.ADMINISTRATOR) or can_keep_indicators(actor, unit)


def can_report(actor: Actor, unit: Unit) -> bool:
    """Who keeps the indicators reports their figures, and so does the unit's operator."""
    return can_keep_indicators(actor, unit) or serves(actor, unit, Role.UNIT_OPERATOR)


def can_verify(actor: Actor, measurement: Measurement) -> bool:
    """Another person than the reporter confirms a figure."""
    return (
        actor.employee_id is not None
        and actor.employee_id != measurement.reported_by_id
        and can_keep_indicators(actor, measurement.indicator.unit)
    )
