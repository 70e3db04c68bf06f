"""What was reached: indicators with their targets, and the panel that shows what learning did."""

from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from karsa.development.queries.families import Kind as IndicatorKind
from karsa.development.queries.families import families
from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.queries.due import Aim
from karsa.indicators.queries.year import with_card, years_of
from karsa.org.queries.actor import system_actor
from karsa.rules.consolidation import Consolidation
from karsa.rules.disclosure import hides
from karsa.tenancy.models import Agency
from karsa.warehouse.month import Month
from karsa.warehouse.queries import keys
from karsa.warehouse.queries.batches import of_rows
from karsa.warehouse.schema import TABLES

_ONE = Decimal(1)
_SCALE = 10**4


def figures(home: Agency, month: Month) -> Iterator[Any]:
    """Yield the indicators measured in the month: the year's value until then, and what was due.

    Five queries. `weight` is the denominator where places are weighted by theirs, else one.
    """
    rows = Indicator.objects.filter(agency=home, is_active=True).select_related("unit")
    known = {row.pk: row for row in with_card(rows, "over_places").order_by("pk")}
    measured = Measurement.objects.filter(
        agency=home, year=month.year, month=month.number, state__in=Measurement.COUNTS
    )
    weights = dict(measured.values_list("indicator", "weight"))
    told = [row for pk, row in known.items() if pk in weights]
    years = years_of(told, month.year, month.last)
    offices = keys.offices(home)
    found = (
        _figure(row, years[row.pk].months[month.number - 1], weights[row.pk], offices)
        for row in told
    )
    yield from of_rows(found, TABLES["figures"])


def _figure(
    row: Any, reached: Any, weight: Decimal | None, offices: dict[int, int]
) -> tuple[Any, ...]:
    is_weighted = row.card_over_places == Consolidation.WEIGHTED and weight is not None
    return (
        row.unit_id,
        offices.get(row.unit_id),
        IndicatorKind.of(row.name, row.unit.name).name,
        row.card_measure,
        row.card_polarity,
        row.card_over_places,
        _kind(reached.aim),
        _whole(reached.so_far),
        _whole(weight if is_weighted else _ONE),
        *(_whole(one) for one in (reached.aim.value, reached.aim.low, reached.aim.high)),
    )


def _kind(aim: Aim) -> str:
    if not aim.known:
        return "none"
    return "value" if aim.value is not None else "range"


def panel(home: Agency, month: Month, now: datetime) -> Iterator[Any]:
    """Yield the month's figures of indicators that a course should move, in all their units.

    `first` is the month in which the first of the unit's people completed one, as known now;
    indicators whose learners are fewer than five are left out. Four queries.
    """
    told = (
        (
            one.unit_id,
            family.name,
            family.measure,
            family.polarity,
            month.place,
            one.first and Month.of(one.first).place,
            _whole(one.figures[month.place]),
        )
        for family in families(system_actor(home, now))
        if not hides(family.people)
        for one in family.members
        if month.place in one.figures
    )
    yield from of_rows(told, TABLES["panel"])


def _whole(value: Decimal | None) -> int | None:
    """A decimal as a whole number of ten-thousandths."""
    return None if value is None else int((value * _SCALE).quantize(_ONE, ROUND_HALF_UP))
