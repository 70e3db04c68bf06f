"""What somebody may do with the indicators of a unit: one sentence, one function each."""

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Innovation, Measurement, StrategyItem, TargetRevision
from karsa.org.models import Assignment, Unit
from karsa.org.models.units import below


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


def can_spend(actor: Actor, program: StrategyItem) -> bool:
    """Who keeps the tree, and who reports for the programme's unit, fill in its money."""
    own = program.owner is not None and can_report(actor, program.owner)
    return own or can_keep_tree(actor)


def can_verify(actor: Actor, measurement: Measurement) -> bool:
    """Another person than the reporter confirms a figure."""
    return (
        actor.employee_id is not None
        and actor.employee_id != measurement.reported_by_id
        and can_keep_indicators(actor, measurement.indicator.unit)
    )


def can_decide_revision(actor: Actor, revision: TargetRevision) -> bool:
    """The head of a unit above, or the performance manager; never who proposed it."""
    path = revision.indicator.unit.path
    above = any(path.startswith(led) and path != led for led in actor.led_paths)
    return (
        actor.employee_id is not None
        and actor.employee_id != revision.proposed_by_id
        and (above or actor.has(Role.PERFORMANCE_MANAGER))
    )


def can_withdraw_revision(actor: Actor, revision: TargetRevision) -> bool:
    """Who proposed it, as long as nobody has decided."""
    return actor.employee_id is not None and actor.employee_id == revision.proposed_by_id


def can_propose_innovation(actor: Actor, unit: Unit) -> bool:
    """Whoever works in the unit today, or leads it. One query."""
    posts = Assignment.objects.on(actor.today).filter(employee=actor.me, unit=unit)
    return actor.employee_id is not None and (leads(actor, unit) or posts.exists())


def can_write_innovation(actor: Actor, innovation: Innovation) -> bool:
    """Its owner and the unit's head put the words right."""
    return actor.me == innovation.owner_id or leads(actor, innovation.unit)


def can_move_innovation(actor: Actor, innovation: Innovation) -> bool:
    """The unit's head, or one above, says whether it is tried, runs or stops."""
    return leads(actor, innovation.unit)


def kept_units(actor: Actor) -> QuerySet[Unit]:
    """The open units whose indicators the actor keeps: `can_keep_indicators` as rows."""
    rows = Unit.objects.visible_to(actor).filter(is_open=True)
    if actor.has(Role.PERFORMANCE_MANAGER):
        return rows
    served = actor.granted_paths if actor.has(Role.EVALUATION_TEAM) else ()
    return rows.filter(below((*actor.led_paths, *served)))
