"""The performance tree: every node once, in layers, with what its indicators say."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, NodeLink, PerformanceNode, StrategicPlan
from karsa.indicators.queries.now import IndicatorNow, by, now_of, worst
from karsa.kit.formats import number
from karsa.rules.codes import natural
from karsa.rules.lights import Light
from karsa.rules.outline import outline


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node where it stands: `depth` layers below a root, under `main`; `others` point at it."""

    node: PerformanceNode
    depth: int
    main: PerformanceNode | None
    others: tuple[PerformanceNode, ...]
    indicators: tuple[IndicatorNow, ...]

    @property
    def light(self) -> Light:
        """The worst of its own indicators; none where nothing is known."""
        return worst(row.light for row in self.indicators)


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes in the order of an outline: each after its main parent."""

    nodes: tuple[TreeNode, ...]

    def count(self, *lights: Light) -> int:
        """How many nodes show one of `lights`."""
        return sum(one.light in lights for one in self.nodes)


def tree_of(actor: Actor, plan: StrategicPlan, year: int) -> Tree:
    """Return the plan's tree with the lights of `year`. Five queries for any size."""
    found = sorted(plan.nodes.select_related("owner"), key=lambda node: natural(node.code))
    nodes = {node.pk: node for node in found}
    order = {pk: number for number, pk in enumerate(nodes)}
    above: dict[int, list[int]] = {pk: [] for pk in nodes}
    for child, parent in NodeLink.objects.filter(child__plan=plan).values_list("child", "parent"):
        above[child].append(parent)
    for parents in above.values():
        parents.sort(key=order.__getitem__)
    rows = Indicator.objects.visible_to(actor).filter(node__plan=plan, is_active=True)
    measured = by(now_of(rows, actor.agency, year, actor.today).values(), "node_id")
    return Tree(
        tuple(
            TreeNode(
                node=nodes[place.key],
                depth=place.depth,
                main=nodes[place.main] if place.main else None,
                others=tuple(nodes[pk] for pk in above[place.key] if pk != place.main),
                indicators=tuple(measured.get(place.key, ())),
            )
            for place in outline(above)
        )
    )


def drawing(tree: Tree) -> list[dict[str, Any]]:
    """Return the nodes as the browser draws them: names, places and lights, no markup."""
    kinds = {value: str(label) for value, label in PerformanceNode.Kind.choices}
    address = reverse("indicators:indicator", args=[0])
    return [
        {
            "id": one.node.pk,
            "code": one.node.code,
            "level": one.node.level,
            "kind": kinds[one.node.kind],
            "text": one.node.text,
            "owner": one.node.owner.name if one.node.owner else "",
            "light": one.light,
            "depth": one.depth,
            "main": one.main.pk if one.main else 0,
            "others": [parent.pk for parent in one.others],
            "indicators": [_indicator(row, address) for row in one.indicators],
        }
        for one in tree.nodes
    ]


def _indicator(row: IndicatorNow, address: str) -> dict[str, str]:
    return {
        "name": row.name,
        "url": address.replace("/0/", f"/{row.indicator_id}/"),
        "light": row.light,
        "value": f"{number(row.value)} {row.measure}".strip() if row.value is not None else "",
    }


def strategic_plans(actor: Actor) -> tuple[StrategicPlan, ...]:
    """Return the agency's plans, the newest first. One query."""
    rows = StrategicPlan.objects.filter(agency=actor.agency)
    return tuple(rows.order_by("-last_year", "-pk"))
