"""What the indicator pages show: a unit's indicators, and the tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.indicators.models import (
    Indicator,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
)
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.org.models import Unit
from karsa.rules.lights import Light

# Worst first, and what nobody knows before what is well.
_ORDER = (Light.BAD, Light.WARN, Light.STALE, Light.NONE, Light.GOOD)


@dataclass(frozen=True, slots=True)
class UnitIndicators:
    """A unit's indicators of a year, what needs attention first."""

    rows: tuple[IndicatorYear, ...]

    def count(self, *lights: Light) -> int:
        """How many show one of `lights`."""
        return sum(row.light in lights for row in self.rows)


def unit_indicators(actor: Actor, unit: Unit, year: int) -> UnitIndicators:
    """Return the unit's own active indicators in `year`. Three queries for any number."""
    rows = Indicator.objects.visible_to(actor).filter(unit=unit, is_active=True).order_by("name")
    years = years_of(with_card(rows), year, actor.today)
    return UnitIndicators(tuple(sorted(years.values(), key=lambda row: _ORDER.index(row.light))))


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node where it stands under one parent; it appears under each of its parents."""

    node: PerformanceNode
    indicators: tuple[IndicatorYear, ...]
    children: tuple["TreeNode", ...]

    @property
    def light(self) -> Light:
        """The worst of its own indicators; none where nothing is known."""
        known = {row.light for row in self.indicators}
        return next((light for light in _ORDER if light in known), Light.NONE)


def tree_of(actor: Actor, plan: StrategicPlan, year: int) -> tuple[TreeNode, ...]:
    """Return the roots of the plan's tree with everything below. Five queries for any size."""
    nodes = {node.pk: node for node in plan.nodes.select_related("owner").order_by("level", "code")}
    rows = Indicator.objects.visible_to(actor).filter(node__plan=plan, is_active=True)
    found = list(with_card(rows.order_by("pk")))
    places = {row.pk: row.node_id for row in found}
    years = years_of(found, year, actor.today)
    children: dict[int, list[int]] = {}
    linked = set()
    for child, parent in NodeLink.objects.filter(child__plan=plan).values_list("child", "parent"):
        children.setdefault(parent, []).append(child)
        linked.add(child)
    return _under([pk for pk in nodes if pk not in linked], nodes, children, places, years)


def _under(
    ids: Iterable[int],
    nodes: dict[int, PerformanceNode],
    children: dict[int, list[int]],
    places: dict[int, int | None],
    years: dict[int, IndicatorYear],
) -> tuple[TreeNode, ...]:
    order = {pk: number for number, pk in enumerate(nodes)}
    return tuple(
        TreeNode(
            nodes[pk],
            tuple(years[one] for one, node in places.items() if node == pk),
            _under(children.get(pk, []), nodes, children, places, years),
        )
        for pk in sorted(ids, key=lambda pk: order[pk])
    )


def strategic_plans(actor: Actor) -> tuple[StrategicPlan, ...]:
    """Return the agency's plans, the newest first. One query."""
    rows = StrategicPlan.objects.filter(agency=actor.agency)
    return tuple(rows.order_by("-last_year", "-pk"))
