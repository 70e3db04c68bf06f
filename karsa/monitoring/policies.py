"""Who may do what in the follow-up of performance: each one sentence."""

from karsa.accounts.actor import Actor
from karsa.accounts.policies import can_grant
from karsa.accounts.roles import Role
from karsa.indicators.policies import leads
from karsa.monitoring.models import Directive, Obstacle
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.models.units import below


def can_appoint(actor: Actor) -> bool:
    """Who may grant the role of the team appoints its members."""
    return can_grant(actor, Role.EVALUATION_TEAM)


def can_monitor(actor: Actor, unit: Unit) -> bool:
    """The unit's evaluation team, its heads and the performance manager follow it up."""
    return (
        actor.has(Role.PERFORMANCE_MANAGER)
        or leads(actor, unit)
        or any(unit.path.startswith(path) for path in actor.team_paths)
    )


def can_raise(actor: Actor, unit: Unit) -> bool:
    """Beside them, whoever works in the unit says what holds it back. At most one query."""
    return can_monitor(actor, unit) or _works_in(actor, unit)


def can_follow_up(actor: Actor, obstacle: Obstacle) -> bool:
    """The owner, the heads above the owner, and who follows the unit up."""
    if actor.employee_id is not None and obstacle.owner_id == actor.employee_id:
        return True
    owner_unit = obstacle.owner_unit
    return (owner_unit is not None and leads(actor, owner_unit)) or can_monitor(
        actor, obstacle.unit
    )


def can_answer_support(actor: Actor, assignment: Assignment) -> bool:
    """Only the person a support was promised to says whether it came."""
    return actor.employee_id is not None and assignment.employee_id == actor.employee_id


def can_direct(actor: Actor) -> bool:
    """Whoever heads a unit directs what lies below it; so does the head of region."""
    return actor.employee_id is not None and (bool(actor.led_paths) or actor.has(Role.REGENT))


def can_direct_unit(actor: Actor, unit: Unit) -> bool:
    """Units below the one the actor heads; never the own unit."""
    if not can_direct(actor) or unit.path in actor.led_paths:
        return False
    return actor.has(Role.REGENT) or leads(actor, unit)


def can_direct_person(actor: Actor, employee: Employee) -> bool:
    """People who work in or below a unit the actor heads; never oneself. One query."""
    if not can_direct(actor) or employee.pk == actor.employee_id:
        return False
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=employee)
    if not actor.has(Role.REGENT):
        posts = posts.filter(below(actor.led_paths, "unit__path"))
    return posts.exists()


def can_carry_out(actor: Actor, directive: Directive) -> bool:
    """The person it is addressed to, or the head of the unit it is addressed to."""
    if directive.employee_id is not None:
        return directive.employee_id == actor.employee_id
    return directive.unit is not None and directive.unit.path in actor.led_paths


def can_confirm(actor: Actor, directive: Directive) -> bool:
    """The leader who gave it."""
    return actor.employee_id is not None and directive.giver_id == actor.employee_id


def _works_in(actor: Actor, unit: Unit) -> bool:
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, unit=unit)
    return posts.filter(employee=actor.me).exists()
