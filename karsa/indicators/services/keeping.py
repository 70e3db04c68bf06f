"""What the services of cards and targets share: the locked row, and who keeps it."""

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import Indicator
from karsa.org.models import Unit


def lock(indicator: Indicator) -> Indicator:
    """Return the row locked, with its unit. One query."""
    return (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=indicator.pk)
    )


def check_keeper(actor: Actor, unit: Unit) -> None:
    """Raise PermissionDenied for whoever does not keep the unit's indicators."""
    if not policies.can_keep_indicators(actor, unit):
        raise PermissionDenied
