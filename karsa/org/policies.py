"""What somebody may do with the organisation: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role


def can_keep_organisation(actor: Actor) -> bool:
    """The performance manager and the administrator keep posts, raters and the year in order."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)
