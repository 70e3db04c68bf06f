"""One node of the tree with its neighbours and indicators."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, NodeLink, PerformanceNode
from karsa.indicators.queries.now import IndicatorNow, now_of, worst
from karsa.rules.codes import natural
from karsa.rules.lights import Light


@dataclass(frozen=True, slots=True)
class NodePage:
    """Links up (`parent` loaded) and down (`child` loaded), and the node's own indicators."""

    up: tuple[NodeLink, ...]
    down: tuple[NodeLink, ...]
    indicators: tuple[IndicatorNow, ...]

    @property
    def light(self) -> Light:
        """The worst of the indicators."""
        return worst(row.light for row in self.indicators)


def node_page(actor: Actor, node: PerformanceNode, year: int) -> NodePage:
    """Return a node's neighbours and indicators in `year`. Five queries for any number."""
    rows = Indicator.objects.visible_to(actor).filter(node=node, is_active=True)
    up = node.up.select_related("parent")
    down = node.down.select_related("child")
    return NodePage(
        up=tuple(sorted(up, key=lambda link: natural(link.parent.code))),
        down=tuple(sorted(down, key=lambda link: natural(link.child.code))),
        indicators=tuple(now_of(rows, actor.agency, year, actor.today).values()),
    )
