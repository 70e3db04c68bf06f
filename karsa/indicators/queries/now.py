"""Where thousands of indicators stand at once: value, aim and light, without their months."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from karsa.indicators.models import Indicator, Measurement, Target
from karsa.indicators.queries.due import Aim, aim_by
from karsa.indicators.queries.year import (
    Bounds,
    Figure,
    bounds_of,
    light_in,
    reached,
    value_until,
)
from karsa.rules.achievement import Polarity
from karsa.rules.consolidation import Consolidation
from karsa.rules.lights import Light
from karsa.tenancy.models import Agency

# Worst first, and what nobody knows before what is well.
URGENCY = (Light.BAD, Light.WARN, Light.STALE, Light.NONE, Light.GOOD)


@dataclass(frozen=True, slots=True)
class IndicatorNow:
    """An indicator as a tree or a long list shows it; values are in its own measure.

    Its objective is the one it names, else that of its node.
    """

    indicator_id: int
    name: str
    unit_id: int
    node_id: int | None
    objective_id: int | None
    measure: str
    value: Decimal | None
    aim: Aim
    light: Light


class _Row(NamedTuple):
    pk: int
    name: str
    unit: int
    node: int | None
    objective: int | None
    measure: str | None
    polarity: str | None
    over_time: str | None
    frequency: str | None


Bound = Decimal | None
# Months of a year with value, low and high: made into an Aim only where one is needed.
Aims = Mapping[int, Mapping[int, tuple[Bound, Bound, Bound]]]
Figures = Mapping[int, Mapping[int, Figure]]


def now_of(
    rows: QuerySet[Indicator], agency: Agency, year: int, today: date
) -> dict[int, IndicatorNow]:
    """Return each indicator of `rows` by its id, oldest first. Three queries for any number."""
    found = _rows(rows)
    aims, figures = _aims(found, year), _figures(found, year)
    bounds = bounds_of(agency, year)
    return {
        pk: _now(row, aims.get(pk, {}), figures.get(pk, {}), year, today, bounds)
        for pk, row in found.items()
    }


def worst(lights: Iterable[Light]) -> Light:
    """Return the light that asks for attention first; none where there is none."""
    return min(lights, key=URGENCY.index, default=Light.NONE)


def _rows(rows: QuerySet[Indicator]) -> dict[int, _Row]:
    """Each with its newest card: the last version wins. One query."""
    card = [f"cards__{name}" for name in ("measure", "polarity", "over_time", "frequency")]
    objective = Coalesce("objective", "node__objective")
    ordered = rows.order_by("pk", "cards__version")
    found = ordered.values_list("pk", "name", "unit", "node", objective, *card)
    return {values[0]: _Row(*values) for values in found}


def _aims(ids: Iterable[int], year: int) -> Aims:
    found: dict[int, dict[int, tuple[Bound, Bound, Bound]]] = defaultdict(dict)
    rows = Target.objects.filter(indicator__in=list(ids), year=year)
    for pk, month, *bounds in rows.values_list("indicator", "month", "value", "low", "high"):
        found[pk][month] = (bounds[0], bounds[1], bounds[2])
    return found


def _figures(ids: Iterable[int], year: int) -> Figures:
    found: dict[int, dict[int, Figure]] = defaultdict(dict)
    rows = Measurement.objects.filter(
        indicator__in=list(ids), year=year, state__in=Measurement.COUNTS
    )
    for pk, month, value, weight in rows.values_list("indicator", "month", "value", "weight"):
        found[pk][month] = Figure(value, weight)
    return found


def _now(
    row: _Row,
    aims: Mapping[int, tuple[Bound, Bound, Bound]],
    months: Mapping[int, Figure],
    year: int,
    today: date,
    bounds: Bounds,
) -> IndicatorNow:
    kind = Consolidation(row.over_time or "last")
    aim, last = Aim(*aims.get(0, ())), max(months, default=None)
    value, light = None, Light.NONE
    if last is not None:
        value = value_until(months, last, kind)
        due = aim_by({month: Aim(*one) for month, one in aims.items()}, aim, last, kind)
        pace = reached(Polarity(row.polarity or "maximize"), value, due, bounds)
        light = light_in(pace, row.frequency or "monthly", year, last, today, bounds)
    return IndicatorNow(
        indicator_id=row.pk,
        name=row.name,
        unit_id=row.unit,
        node_id=row.node,
        objective_id=row.objective,
        measure=row.measure or "",
        value=value,
        aim=aim,
        light=light,
    )


def by(rows: Iterable[IndicatorNow], name: str) -> dict[int, list[IndicatorNow]]:
    """Sort rows by one of their keys ("node_id", "objective_id"); those without are left out."""
    found: dict[int, list[IndicatorNow]] = defaultdict(list)
    for row in rows:
        if key := getattr(row, name):
            found[key].append(row)
    return found
