"""Rows about units that somebody moderates from outside."""

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.org.models.units import below
from karsa.org.policies import moderates_all, own_units


def moderated(actor: Actor, field: str) -> Q:
    """Rows whose unit's path (at `field`) lies where the actor moderates. One query now."""
    reach = Q() if moderates_all(actor) else below(actor.led_paths, field)
    return reach & ~Q(**{f"{field}__in": own_units(actor)})
