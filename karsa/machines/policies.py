"""Who may connect machines."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role


def can_connect(actor: Actor) -> bool:
    """The administrator gives tokens and names addresses that are told."""
    return actor.has(Role.ADMINISTRATOR)
