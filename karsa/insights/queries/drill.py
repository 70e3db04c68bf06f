"""The way down without breaks: goal, indicator, unit, a person's result, entry, evidence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator, Measurement, StrategyItem
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.insights.queries.signals import Signal, signals_in, signals_of
from karsa.journal.models import DailyEntry
from karsa.journal.queries import progress_in
from karsa.org.models import Unit
from karsa.org.models.people import follows
from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.lights import Light

SET = PerformancePlan.State.SET


def indicators_in_place(actor: Actor) -> QuerySet[Indicator]:
    """Indicators with their unit and the goal they serve: by themselves, or by their node."""
    places = ("unit", "objective__parent", "node__objective__parent")
    return with_card(Indicator.objects.visible_to(actor).select_related(*places))


def objective_of(indicator: Indicator) -> StrategyItem | None:
    """The objective an indicator of `indicators_in_place` serves. No query."""
    return indicator.objective or (indicator.node.objective if indicator.node else None)


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective of a goal, with its indicators, the most urgent first."""

    item: StrategyItem
    signals: tuple[Signal, ...]


def goal_branches(actor: Actor, goal: StrategyItem) -> tuple[Branch, ...]:
    """Return the objectives of a goal with their indicators. Six queries for any number."""
    below = list(goal.children.filter(kind=StrategyItem.Kind.OBJECTIVE).order_by("code", "pk"))
    here = Q(objective__in=below) | Q(objective=None, node__objective__in=below)
    rows = Indicator.objects.visible_to(actor).filter(here, is_active=True)
    found = signals_of(actor.agency, rows, actor.today)
    return tuple(
        Branch(item, tuple(one for one in found if one.objective_id == item.pk)) for item in below
    )


@dataclass(frozen=True, slots=True)
class CarryingUnit:
    """A unit where people work for an indicator: how many of them."""

    pk: int
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class IndicatorDrill:
    """An indicator with what explains it: figures with evidence, and the units that carry it."""

    signal: Signal
    figures: tuple[tuple[str, Measurement], ...]  # with the month's name, newest first
    units: tuple[CarryingUnit, ...]


def indicator_drill(actor: Actor, indicator: Indicator) -> IndicatorDrill:
    """Return what stands below a row of `indicators_in_place`. Six queries for any number."""
    year = actor.today.year
    figures = Measurement.objects.filter(
        indicator=indicator, year=year, state__in=Measurement.COUNTS
    )
    signal = signals_in(actor.agency, [indicator], actor.today)[0]
    months = signal.year.months
    return IndicatorDrill(
        signal=signal,
        figures=tuple((months[row.month - 1].name, row) for row in figures.order_by("-month")),
        units=_units(indicator, year),
    )


def _units(indicator: Indicator, year: int) -> tuple[CarryingUnit, ...]:
    """The unit that answers for it first, then those whose people carry it."""
    where = "plan__assignment__unit"
    people = Count("plan__assignment__employee", distinct=True)
    rows = carrying(indicator, year).values_list(where, f"{where}__name").annotate(n=people)
    found = [CarryingUnit(*row) for row in rows.order_by(f"{where}__path")]
    own = [one for one in found if one.pk == indicator.unit_id]
    first = own or [CarryingUnit(indicator.unit_id, indicator.unit.name, 0)]
    return tuple(first + [one for one in found if one.pk != indicator.unit_id])


def carrying(indicator: Indicator, year: int) -> QuerySet[WorkResult]:
    """Results of set plans that carry the indicator, or serve one that does, two steps down.

    Each step is read from its index; of an "or" of them every result would be read.
    """
    heads = IndividualIndicator.objects.filter(
        indicator=indicator, result__plan__year=year, result__plan__state=SET
    )
    keys = heads.values("result__key")
    carry = WorkResult.objects.filter(agency=indicator.agency_id, key__in=keys).values("pk")
    serve = WorkResult.objects.filter(supports__in=carry).values("pk")
    below = WorkResult.objects.filter(supports__in=serve).values("pk")
    steps = carry.union(serve, below)
    return WorkResult.objects.filter(pk__in=steps, plan__year=year, plan__state=SET)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A person's result: how many entries were accepted, with how many files, and the last day."""

    result: WorkResult
    entries: int
    files: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who carries an indicator in a unit; `hidden` people are not for this reader to see."""

    shown: tuple[Carrier, ...]
    hidden: int


def carriers_of(actor: Actor, indicator: Indicator, unit: Unit) -> Carriers:
    """Return the results of a unit's people for an indicator, heads first. Two queries."""
    rows = _results(actor, indicator).filter(plan__assignment__unit=unit)
    ordered = list(rows.order_by("-plan__assignment__is_head", "plan__assignment__employee__name"))
    shown = [row for row in ordered if row.is_seen]  # type: ignore[attr-defined]
    told = _told(shown, actor.today.year)
    hidden = {row.plan.assignment.employee_id for row in ordered} - {
        row.plan.assignment.employee_id for row in shown
    }
    carriers = (
        Carrier(row, *told.get((row.plan.assignment_id, row.key), (0, 0, None))) for row in shown
    )
    return Carriers(tuple(carriers), len(hidden))


def seen_results(actor: Actor, indicator: Indicator) -> QuerySet[WorkResult]:
    """Results for an indicator that the actor may open, with post, person and unit."""
    direct = IndividualIndicator.objects.filter(result=OuterRef("pk"), indicator=indicator)
    rows = _results(actor, indicator).annotate(carries=Exists(direct))
    return rows.filter(follows(actor, "plan__assignment"))


def _results(actor: Actor, indicator: Indicator) -> QuerySet[WorkResult]:
    people = ("plan__agency", "plan__assignment__employee", "plan__assignment__position")
    rows = carrying(indicator, actor.today.year).annotate(
        is_seen=follows(actor, "plan__assignment")
    )
    return rows.select_related(*people, "plan__assignment__unit")


def _told(
    rows: list[WorkResult], year: int
) -> dict[tuple[int, object], tuple[int, int, date | None]]:
    """Accepted entries by post and result, through all versions of a plan. One query."""
    entries = DailyEntry.objects.filter(
        assignment__in=[row.plan.assignment_id for row in rows],
        result__key__in=[row.key for row in rows],
        plan__year=year,
        state=DailyEntry.State.ACCEPTED,
    )
    counted = entries.values_list("assignment", "result__key").annotate(
        n=Count("pk", distinct=True), files=Count("evidence"), last=Max("day")
    )
    return {(post, key): (n, files, last) for post, key, n, files, last in counted.order_by()}


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a result is: against its days, or, for a head, by the indicator it carries."""

    light: Light
    positions: tuple[Decimal | None, ...]
    done: Decimal | None
    target: Decimal | None
    measure: str
    by_indicator: bool


def standing_of(actor: Actor, result: WorkResult, indicator: Indicator) -> Standing:
    """Return where a result of `seen_results` stands. Three queries at most."""
    if result.plan.assignment.is_head and result.carries:  # type: ignore[attr-defined]
        row = years_of([indicator], actor.today.year, actor.today)[indicator.pk]
        return by_indicator(row)
    found = progress_in([result.plan], actor.today)[result.plan_id]
    one = next(row for row in found if row.result_id == result.pk)
    return Standing(one.light, one.positions, one.done, one.target, one.measure, by_indicator=False)


def by_indicator(row: IndicatorYear) -> Standing:
    """The standing of a head, who answers for the indicator itself. No query."""
    return Standing(row.light, row.series, row.value, row.aim.value, row.measure, by_indicator=True)


def entries_of(result: WorkResult) -> QuerySet[DailyEntry]:
    """What was accepted for a result on any version of its plan, with evidence for a list."""
    return DailyEntry.objects.filter(
        assignment=result.plan.assignment_id,
        result__key=result.key,
        state=DailyEntry.State.ACCEPTED,
    ).for_list()
