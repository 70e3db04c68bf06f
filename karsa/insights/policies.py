"""Who writes in a unit's report, and who gets the monthly briefing."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.policies import can_report
from karsa.org.models import Unit


def can_write_report(actor: Actor, unit: Unit) -> bool:
    """Who reports the unit's figures says in words what became of them."""
    return can_report(actor, unit)


def can_get_briefing(actor: Actor) -> bool:
    """The head of region, and whoever heads a unit."""
    return actor.user_id is not None and actor.has(Role.REGENT, Role.UNIT_HEAD)


def can_release(actor: Actor) -> bool:
    """The performance office makes data and reports public; a command acts for it."""
    return actor.has(Role.PERFORMANCE_MANAGER) or (
        actor.has(Role.ADMINISTRATOR) and actor.user_id is None
    )
