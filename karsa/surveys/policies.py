"""Who keeps a unit's surveys: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org import policies as org
from karsa.org.models import Unit
from karsa.surveys.models import Comment


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


def can_hide(actor: Actor, comment: Comment, own: frozenset[str] | None = None) -> bool:
    """Somebody outside the unit; a second look is never that of who hid it.

    `own` as in `org.policies.can_moderate`. Two queries at most.
    """
    unit = comment.survey.service.unit
    return org.can_moderate(actor, unit, own) and org.can_look_again(
        actor, comment.moderations.all()
    )


def can_show(actor: Actor, comment: Comment, own: frozenset[str] | None = None) -> bool:
    """Who may hide it; what nobody has hidden yet passes its keepers, too. Two queries at most."""
    is_first = comment.state == Comment.State.WAITING
    if is_first and can_keep(actor, comment.survey.service.unit):
        return True
    return can_hide(actor, comment, own)
