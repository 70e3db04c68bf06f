"""Heads answer for indicators: where the one a head's result carries stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from karsa.indicators.models import IndicatorCard, Measurement, Target
from karsa.indicators.queries.due import Aim, aim_by
from karsa.indicators.queries.now import URGENCY
from karsa.indicators.queries.year import (
    Bounds,
    Figure,
    bounds_of,
    light_in,
    reached,
    value_until,
)
from karsa.kit.prepared import prepared
from karsa.plans.models import PerformancePlan
from karsa.rules.achievement import Polarity
from karsa.rules.consolidation import Consolidation
from karsa.rules.lights import Light

_CARD = ("polarity", "over_time", "frequency")
_TARGET = ("month", "value", "low", "high")
_FIGURE = ("result", "indicator", "month", "value", "weight")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """An indicator a result carries: its light, and its pace at each month's end in percent."""

    light: Light
    series: tuple[Decimal | None, ...]


def carried_by(plans: Iterable[PerformancePlan], today: date) -> dict[int, Carried]:
    """Return the indicator of each result of heads' plans that carries one with figures.

    Of several the one that asks most for attention.
    One query, none without a head; the team's board has no room for more.
    """
    heads = [plan for plan in plans if plan.assignment.is_head]
    if not heads:
        return {}
    months: dict[tuple[int, int], dict[int, Row]] = defaultdict(dict)
    for row in _figures([plan.pk for plan in heads], today.year):
        months[row["result"], row["indicator"]][row["month"]] = row
    bounds = bounds_of(heads[0].agency, today.year)
    found: dict[int, list[Carried]] = defaultdict(list)
    for (result, _indicator), rows in months.items():
        found[result].append(_carried(rows, today, bounds))
    return {result: min(several, key=_urgency) for result, several in found.items()}


def _urgency(carried: Carried) -> int:
    return URGENCY.index(carried.light)


@prepared
def _figures(heads: list[int], year: int) -> QuerySet[Measurement, Row]:
    """Each valid figure with the next point due, the year's aim, and the newest card."""
    card = IndicatorCard.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
    own = Target.objects.filter(indicator=OuterRef("indicator"), year=year)
    ahead = own.filter(month__gt=0, month__gte=OuterRef("month")).order_by("month")
    more = {name: Subquery(card.values(name)[:1]) for name in _CARD} | {
        f"{point}_{name}": Subquery(rows.values(name)[:1])
        for point, rows in (("next", ahead), ("year", own.filter(month=0)))
        for name in _TARGET
    }
    plans = "indicator__carried_by__result__plan__in"
    rows = Measurement.objects.filter(
        **{plans: heads}, year=year, state__in=Measurement.COUNTS
    ).annotate(result=F("indicator__carried_by__result"), **more)
    found: QuerySet[Measurement, Row] = rows.values(*_FIGURE, *more)
    return found


def _carried(rows: Mapping[int, Row], today: date, bounds: Bounds) -> Carried:
    figures = {month: Figure(row["value"], row["weight"]) for month, row in rows.items()}
    last = max(figures)
    kind = Consolidation(rows[last]["over_time"] or "last")
    polarity = Polarity(rows[last]["polarity"] or "maximize")
    year = _aim(rows[last], "year")
    points = {row["next_month"]: _aim(row, "next") for row in rows.values() if row["next_month"]}
    due = {month: aim_by(points, year, month, kind) for month in rows}
    paces = {
        month: reached(polarity, value_until(figures, month, kind), due[month], bounds)
        for month in rows
    }
    frequency = rows[last]["frequency"] or "monthly"
    return Carried(
        light=light_in(paces[last], frequency, today.year, last, today, bounds),
        series=tuple(paces[m].value if m in paces else None for m in range(1, last + 1)),
    )


def _aim(row: Row, point: str) -> Aim:
    return Aim(row[f"{point}_value"], row[f"{point}_low"], row[f"{point}_high"])
