"""What a leader should look at first: indicators by need of attention, and units beside months."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Indicator
from karsa.indicators.queries.year import IndicatorYear, year_of
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.rules.lights import Light

_URGENCY = (Light.BAD, Light.STALE, Light.WARN, Light.NONE, Light.GOOD)
# A board is read, not scrolled for ever; the indicators' own page lists every one.
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Signal:
    """One indicator on the board: its year, whose it is, and where it is heading."""

    year: IndicatorYear
    unit: str
    change: Decimal | None  # of the pace since the measurement before, in points

    @property
    def is_worsening(self) -> bool:
        """Whether the last two measurements fell."""
        return self.change is not None and self.change < 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's mean pace per month, in percent of what was due; None where nothing was measured."""

    name: str
    months: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A leader's indicators, most urgent first, and how many show each light."""

    signals: tuple[Signal, ...]
    lights: dict[str, int]
    units: tuple[UnitRow, ...]

    @property
    def urgent(self) -> int:
        """How many are behind."""
        return self.lights.get(Light.BAD, 0)


def board_of(actor: Actor) -> Board:
    """Build the board of the units the actor answers for. Five queries, whatever their number."""
    units = dict(_units(actor).values_list("pk", "name"))
    found = Indicator.objects.visible_to(actor).filter(is_active=True, unit__in=units)
    years = year_of(found.values_list("pk", flat=True)[:SHOWN], actor.today.year, actor.today)
    signals = sorted((_signal(year, units[year.unit_id]) for year in years.values()), key=_rank)
    lights = {str(light): sum(s.year.light == light for s in signals) for light in Light}
    return Board(tuple(signals), lights, _by_unit(signals, actor.today.month))


def _units(actor: Actor) -> QuerySet[Unit]:
    units = Unit.objects.visible_to(actor)
    if actor.has(Role.REGENT, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.INSPECTOR):
        return units
    return units.filter(below(actor.led_paths + actor.granted_paths))


def _signal(year: IndicatorYear, unit: str) -> Signal:
    known = [value for value in year.series if value is not None]
    return Signal(year, unit, known[-1] - known[-2] if len(known) > 1 else None)


def _rank(signal: Signal) -> tuple[int, bool, Decimal, str]:
    """Red before amber, falling before rising, furthest behind first."""
    pace = signal.year.pace.value
    return (
        _URGENCY.index(signal.year.light),
        not signal.is_worsening,
        pace if pace is not None else Decimal(1000),
        signal.year.name,
    )


def _by_unit(signals: Iterable[Signal], month: int) -> tuple[UnitRow, ...]:
    rows: dict[str, list[IndicatorYear]] = {}
    for signal in signals:
        rows.setdefault(signal.unit, []).append(signal.year)
    return tuple(
        UnitRow(name, tuple(_mean([year.series[n] for year in years]) for n in range(month)))
        for name, years in sorted(rows.items())
    )


def _mean(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known else None
