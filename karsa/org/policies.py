"""What somebody may do with the organisation: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.policies import can_issue_code
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, RaterLine, Unit
from karsa.org.models.dated import current


def can_keep_organisation(actor: Actor) -> bool:
    """The performance manager and the administrator keep posts, raters and the year in order."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


def can_keep_team(actor: Actor, unit: Unit) -> bool:
    """Whoever leads the unit a team belongs to keeps its members, and the keepers do."""
    return can_keep_organisation(actor) or _holds(actor.led_paths, unit.path)


def can_serve_accounts(actor: Actor, unit: Unit) -> bool:
    """Heads and operators of a unit (or one above it) open its people's accounts; keepers all.

    No query, one for an operator.
    """
    if unit.agency_id != actor.agency.pk:
        return False
    return can_keep_team(actor, unit) or _holds(_operated(actor), unit.path)


def can_keep_services(actor: Actor, unit: Unit) -> bool:
    """Who serves the people of a unit also tells what the unit gives to citizens.

    No query, one for an operator.
    """
    return can_serve_accounts(actor, unit)


def can_reset(actor: Actor, employee: Employee) -> bool:
    """A unit's admin or the direct superior resets an account, never one with granted roles.

    Up to four queries.
    """
    if employee.user is None or not employee.is_active:
        return False
    return can_issue_code(actor, employee.user) and (
        can_keep_organisation(actor) or _rates(actor, employee) or _serves(actor, employee)
    )


def _rates(actor: Actor, employee: Employee) -> bool:
    lines = RaterLine.objects.on(actor.today).filter(rater=actor.me)
    return actor.has(Role.RATER) and lines.filter(assignment__employee=employee).exists()


def _serves(actor: Actor, employee: Employee) -> bool:
    paths = actor.led_paths + _operated(actor)
    held = Assignment.objects.on(actor.today).filter(employee=employee)
    return any(_holds(paths, path) for path in held.values_list("unit__path", flat=True))


def _operated(actor: Actor) -> tuple[str, ...]:
    """The subtrees the actor works for as operator; other grants give no such right."""
    if not actor.has(Role.UNIT_OPERATOR):
        return ()
    grants = Grant.objects.filter(current(actor.today), user=actor.user_id, role=Role.UNIT_OPERATOR)
    return tuple(path for path in grants.values_list("unit_path", flat=True) if path)


def _holds(paths: tuple[str, ...], path: str) -> bool:
    return any(path.startswith(mine) for mine in paths)
