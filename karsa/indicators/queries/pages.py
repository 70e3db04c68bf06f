"""What the indicator pages show: a unit's indicators, one indicator, the tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import (
    Indicator,
    IndicatorCard,
    Measurement,
    NodeLink,
    PerformanceNode,
    StrategicPlan,
)
from karsa.indicators.queries.year import IndicatorYear, MonthFigure, with_card, years_of
from karsa.kit.formats import MONTHS
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
class FigureRow:
    """A figure with its month, and what the reader may do with it."""

    measurement: Measurement
    is_valid: bool
    verifies: bool
    corrects: bool

    @property
    def month(self) -> str:
        """The month's name."""
        return gettext(MONTHS[self.measurement.month - 1])


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month's aim and, where it was reported, its valid figure."""

    month: MonthFigure
    figure: FigureRow | None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator: its year by months, the versions of its card, and replaced figures."""

    indicator: Indicator
    year: IndicatorYear
    cards: tuple[IndicatorCard, ...]
    months: tuple[MonthRow, ...]
    replaced: tuple[FigureRow, ...]
    keeps: bool
    reports: bool

    @property
    def card(self) -> IndicatorCard | None:
        """The newest version."""
        return self.cards[0] if self.cards else None


def indicator_page(actor: Actor, indicator: Indicator, year: int) -> IndicatorPage:
    """Return the page of a row of `with_card` with its unit. Four queries for any size."""
    reports = policies.can_report(actor, indicator.unit)
    figures = (
        indicator.measurements.filter(year=year)
        .select_related("reported_by", "verified_by", "evidence", "indicator__unit")
        .order_by("-month", "-pk")
    )
    rows = [_figure(actor, row, reports) for row in figures]
    valid = {row.measurement.month: row for row in rows if row.is_valid}
    its_year = years_of([indicator], year, actor.today)[indicator.pk]
    return IndicatorPage(
        indicator=indicator,
        year=its_year,
        cards=tuple(indicator.cards.order_by("-version")),
        months=tuple(MonthRow(month, valid.get(month.month)) for month in its_year.months),
        replaced=tuple(row for row in rows if not row.is_valid),
        keeps=policies.can_keep_indicators(actor, indicator.unit),
        reports=reports,
    )


def _figure(actor: Actor, row: Measurement, reports: bool) -> FigureRow:
    valid = row.state in Measurement.COUNTS
    waiting = row.state == Measurement.State.REPORTED
    return FigureRow(row, valid, waiting and policies.can_verify(actor, row), reports and valid)


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
