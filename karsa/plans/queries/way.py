"""The way of an indicator down: from the region's plan to agreements, results and people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, PerformanceNode, ProgramBudget, StrategyItem
from karsa.indicators.queries.strategy import Purse
from karsa.plans.models import (
    AgreementLine,
    IndividualIndicator,
    PerformanceAgreement,
    PerformancePlan,
    WorkResult,
)

# How many leaders may stand between a result and the one that carries the indicator.
STEPS = 4


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme of the objective with its money in the year."""

    item: StrategyItem
    purse: Purse | None


@dataclass(frozen=True, slots=True)
class UnitShare:
    """How much of a unit's work comes from the indicator: results, and people with them."""

    name: str
    results: int
    people: int


@dataclass(frozen=True, slots=True)
class Way:
    """Chapters of the plan above the indicator, programmes, agreement lines, and units below."""

    chapters: tuple[StrategyItem, ...]
    programmes: tuple[Programme, ...]
    lines: tuple[AgreementLine, ...]
    units: tuple[UnitShare, ...]

    @property
    def people(self) -> int:
        """How many people have a result from it; one with two posts counts in each."""
        return sum(unit.people for unit in self.units)


def way_of(indicator: Indicator, year: int) -> Way:
    """Return the way of an indicator with its objective and node loaded.

    Three queries, four where its objective is found by the tree.
    """
    chapters = _chapters(indicator)
    objective = chapters[-1] if chapters else None
    return Way(
        chapters=chapters,
        programmes=_programmes(objective, year) if objective else (),
        lines=lines_of(indicator, year),
        units=_units(indicator, year),
    )


def with_chapters(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Load what stands above: the objective the indicator names, or its node's, to the plan."""
    names = [f"{start}__parent__parent__plan" for start in ("objective", "node__objective")]
    return rows.select_related("unit", *names)


def _chapters(indicator: Indicator) -> tuple[StrategyItem, ...]:
    """Mission, goal, objective: of the indicator, of its node, or of the nearest node above."""
    item = indicator.objective
    if item is None and indicator.node is not None:
        item = indicator.node.objective or _by_tree(indicator.node)
    found: list[StrategyItem] = []
    while item is not None:
        found.append(item)
        item = item.parent
    return tuple(reversed(found))


def _by_tree(node: PerformanceNode) -> StrategyItem | None:
    """The objective of the nearest node that this one supports. One query."""
    ways = ["nodes", *("__".join(["nodes", *["children"] * step]) for step in range(1, STEPS + 1))]
    supported = [Q(**{way: node}) for way in ways]
    near = Case(*(When(one, then=Value(step)) for step, one in enumerate(supported)))
    where = Q()
    for one in supported:
        where |= one
    rows = StrategyItem.objects.filter(where, plan=node.plan_id).annotate(near=near)
    return rows.select_related("parent__parent__plan", "plan").order_by("near", "code").first()


def _programmes(objective: StrategyItem, year: int) -> tuple[Programme, ...]:
    budgets = ProgramBudget.objects.filter(program__parent=objective, year=year)
    rows = budgets.select_related("program__owner").order_by("program__code")
    return tuple(Programme(row.program, Purse(row.ceiling, row.realised)) for row in rows)


def lines_of(indicator: Indicator, year: int) -> tuple[AgreementLine, ...]:
    """Return the lines of the year's agreements that carry it, with their units. One query.

    Those of versions that were replaced do not count.
    """
    rows = AgreementLine.objects.filter(
        indicator=indicator, objective__agreement__year=year
    ).exclude(objective__agreement__state=PerformanceAgreement.State.SUPERSEDED)
    return tuple(rows.select_related("objective__agreement__unit").order_by("pk"))


def results_from(indicator: Indicator, year: int) -> QuerySet[WorkResult]:
    """Results of the year's plans that carry the indicator, or serve one that does.

    `distance` is 0 for those that carry it, then how many leaders' results lie between.
    """
    carriers = IndividualIndicator.objects.filter(indicator=indicator).values("result")
    ways = ["__".join(["supports"] * step) for step in range(STEPS + 1)]
    conditions = [Q(**{f"{way}__in" if way else "pk__in": carriers}) for way in ways]
    serves = Q()
    for one in conditions:
        serves |= one
    plans = PerformancePlan.objects.current().filter(year=year, agency=indicator.agency_id)
    cases = [When(one, then=Value(step)) for step, one in enumerate(conditions)]
    return WorkResult.objects.filter(serves, plan__in=plans.values("pk")).annotate(
        distance=Case(*cases, output_field=IntegerField())
    )


def _units(indicator: Indicator, year: int) -> tuple[UnitShare, ...]:
    rows = (
        results_from(indicator, year)
        .values("plan__assignment__unit__name", "plan__assignment__unit__path")
        .annotate(results=Count("pk"), people=Count("plan__assignment__employee", distinct=True))
        .order_by("plan__assignment__unit__path")
    )
    return tuple(
        UnitShare(row["plan__assignment__unit__name"], row["results"], row["people"])
        for row in rows
    )


def people_of(actor: Actor, indicator: Indicator, year: int) -> QuerySet[WorkResult]:
    """The results of people whose plans the actor may see, with plan and person. No query yet."""
    seen = PerformancePlan.objects.visible_to(actor).values("pk")
    return (
        results_from(indicator, year)
        .filter(plan__in=seen)
        .select_related("plan__assignment__employee", "plan__assignment__unit")
    )


PEOPLE_ORDER: Sequence[str] = ("plan__assignment__employee__name", "pk")
