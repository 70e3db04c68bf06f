"""What every service of the organisation asks first."""

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.org.policies import can_keep_organisation


def ask_keeper(actor: Actor) -> None:
    """Raise PermissionDenied unless the actor keeps the organisation."""
    if not can_keep_organisation(actor):
        raise PermissionDenied
