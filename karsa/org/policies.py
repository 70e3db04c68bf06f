"""What somebody may do with the organisation: one sentence, one function each."""

from collections.abc import Iterable

from karsa.accounts.actor import Actor
from karsa.accounts.policies import can_issue_code
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.models.moderation import ModerationStep
from karsa.rules.conflict import own_paths


def can_keep_organisation(actor: Actor) -> bool:
    """The performance manager and the administrator keep posts, raters and the year in order."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


def can_keep_team(actor: Actor, unit: Unit) -> bool:
    """Whoever leads the unit a team belongs to keeps its members, and the keepers do."""
    return can_keep_organisation(actor) or _holds(actor.led_paths, unit.path)


def can_serve_accounts(actor: Actor, unit: Unit) -> bool:
    """Heads and operators of a unit (or one above it) open its people's accounts; keepers all."""
    if unit.agency_id != actor.agency.pk:
        return False
    return can_keep_team(actor, unit) or _holds(actor.operated_paths, unit.path)


def can_keep_services(actor: Actor, unit: Unit) -> bool:
    """Who serves the people of a unit also tells what the unit gives to citizens."""
    return can_serve_accounts(actor, unit)


def can_moderate(actor: Actor, unit: Unit, own: frozenset[str] | None = None) -> bool:
    """What people say of a unit is hidden by somebody outside it: who leads above it, the manager
    of performance or the inspectorate, never by those it is about.

    `own` is what `own_units` returned; one query without it.
    """
    if not (moderates_all(actor) or _holds(actor.led_paths, unit.path)):
        return False
    return unit.path not in (own_units(actor) if own is None else own)


def can_look_again(actor: Actor, steps: Iterable[ModerationStep]) -> bool:
    """Whoever hid a text does not decide once its author asked for a second look, nor after it.

    `steps` newest first; with nothing asked anybody may who may moderate. One query at most.
    """
    found = list(steps)
    asked = next((at for at, step in enumerate(found) if step.is_asked), len(found))
    return all(step.by_id != actor.me for step in found[asked:])


def moderates_all(actor: Actor) -> bool:
    """Who moderates for the whole agency, but for their own units. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.INSPECTOR)


def own_units(actor: Actor) -> frozenset[str]:
    """Return the paths of units whose words the actor must not judge. One query."""
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=actor.me)
    return own_paths(actor.led_paths, posts.values_list("unit__path", flat=True))


def can_reset(actor: Actor, employee: Employee) -> bool:
    """A unit's admin or the direct superior resets an account, never one with granted roles.

    One query where the person's posts with units and rater lines are prefetched; else one more,
    and two for each post of today.
    """
    if employee.user is None or not employee.is_active:
        return False
    near = can_keep_organisation(actor) or _is_near(actor, employee)
    return near and can_issue_code(actor, employee.user)


def _is_near(actor: Actor, employee: Employee) -> bool:
    """Rates the person today, or leads or serves where they work today."""
    paths = actor.led_paths + actor.operated_paths
    return any(
        _holds(paths, post.unit.path) or _rates(actor, post)
        for post in employee.assignments.all()
        if post.is_on(actor.today)
    )


def _rates(actor: Actor, post: Assignment) -> bool:
    rated = (line.rater_id for line in post.rater_lines.all() if line.is_on(actor.today))
    return actor.has(Role.RATER) and actor.me in rated


def _holds(paths: tuple[str, ...], path: str) -> bool:
    return any(path.startswith(mine) for mine in paths)
