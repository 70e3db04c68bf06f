"""Before many indicators are written at once: what would be carried over, and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from karsa.accounts.actor import Actor
from karsa.indicators import policies
from karsa.indicators.models import Indicator, Target
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.org.models import Unit

Value = Decimal | None
_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Carried:
    """An indicator with last year's target and result, and what the new year would begin with."""

    row: IndicatorYear
    value: Value
    low: Value
    high: Value
    is_set: bool  # the new year has a target already


def carried(actor: Actor, unit: Unit, year: int, factor: Decimal) -> tuple[Carried, ...]:
    """Return the unit's indicators with last year's targets times `factor`. Four queries."""
    rows = Indicator.objects.visible_to(actor).filter(unit=unit, is_active=True).order_by("name")
    last = years_of(with_card(rows), year - 1, actor.today)
    standing = Target.objects.filter(indicator__in=list(last), year=year, month=0)
    known = set(standing.values_list("indicator", flat=True))
    return tuple(
        Carried(
            row,
            _times(row.aim.value, factor),
            _times(row.aim.low, factor),
            _times(row.aim.high, factor),
            row.indicator_id in known,
        )
        for row in last.values()
    )


def _times(value: Value, factor: Decimal) -> Value:
    return None if value is None else (value * factor).quantize(_STEP, ROUND_HALF_UP).normalize()


@dataclass(frozen=True, slots=True)
class Receiver:
    """A unit that could get the same indicator; `has_it` where it has one of that name."""

    unit: Unit
    name: str
    note: str  # the name, where it is another than the indicator's
    has_it: bool


def receivers(actor: Actor, indicator: Indicator, kind: str) -> tuple[Receiver, ...]:
    """Return the units of a kind whose indicators the actor keeps, by their place. Two queries.

    `kind` is a code of `Unit.Kind`; any other finds the kind of the indicator's own unit.
    """
    wanted = kind if kind in Unit.Kind.values else indicator.unit.kind
    units = policies.kept_units(actor).filter(kind=wanted).exclude(pk=indicator.unit_id)
    found = list(units.order_by("path"))
    taken = names_of(found)
    named = ((unit, name_in(indicator, unit)) for unit in found)
    return tuple(
        Receiver(
            unit,
            name,
            note=name if name != indicator.name else "",
            has_it=(unit.pk, plain(name)) in taken,
        )
        for unit, name in named
    )


def names_of(units: Iterable[Unit]) -> set[tuple[int, str]]:
    """Return the units' active indicators as (unit, plain name). One query."""
    rows = Indicator.objects.filter(unit__in=list(units), is_active=True)
    return {(unit, plain(name)) for unit, name in rows.values_list("unit", "name")}


def name_in(indicator: Indicator, unit: Unit) -> str:
    """The indicator's name in another unit: where it names its own unit, the other's stands."""
    return indicator.name.replace(indicator.unit.name, unit.name)


def plain(name: str) -> str:
    """A name without case and extra blanks, to compare with."""
    return " ".join(name.casefold().split())
