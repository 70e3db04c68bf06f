"""What stands in the tree already, for the wording check to compare with."""

from collections.abc import Iterable

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, PerformanceNode


def indicator_names(actor: Actor) -> Iterable[str]:
    """The names of the agency's indicators in use. One query."""
    rows = Indicator.objects.visible_to(actor).filter(is_active=True)
    return rows.values_list("name", flat=True)


def node_texts(actor: Actor) -> Iterable[str]:
    """The sentences of the agency's performance trees. One query."""
    rows = PerformanceNode.objects.filter(agency=actor.agency)
    return rows.values_list("text", flat=True)
