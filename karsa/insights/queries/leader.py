"""What a leader should look at first: indicators by need of attention, and units beside months."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.models import Indicator
from karsa.indicators.queries.year import Bounds, IndicatorYear, bounds_of
from karsa.insights.queries.signals import Signal, count_lights, signals_of
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.rules.lights import Light

WHOLE = (Role.REGENT, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's mean pace per month, in percent of what was due; None where nothing was measured."""

    unit_id: int
    name: str
    months: tuple[Decimal | None, ...]

    @property
    def last(self) -> Decimal | None:
        """The newest month that was measured."""
        return next((value for value in reversed(self.months) if value is not None), None)


@dataclass(frozen=True, slots=True)
class Board:
    """A leader's indicators, most urgent first, how many show each light, and the heat map."""

    signals: tuple[Signal, ...]
    lights: dict[str, int]
    units: tuple[UnitRow, ...]
    bounds: Bounds

    @property
    def urgent(self) -> int:
        """How many are behind."""
        return self.lights.get(Light.BAD, 0)

    @property
    def worsening(self) -> int:
        """How many are behind and still falling."""
        return sum(one.year.light == Light.BAD and one.is_worsening for one in self.signals)

    @property
    def foreseen(self) -> int:
        """How many have enough months to say how likely their target is."""
        return len(self._chances)

    @property
    def unforeseen(self) -> int:
        """How many have not."""
        return len(self.signals) - self.foreseen

    @property
    def likely(self) -> int:
        """How many of them are expected to reach their target: the sum of their chances."""
        return int(sum(self._chances, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def _chances(self) -> list[Decimal]:
        known = (one.outlook for one in self.signals if one.outlook)
        return [one.probability for one in known if one.probability is not None]


def board_of(actor: Actor, *, at: date | None = None) -> Board:
    """Build the board of the units the actor answers for. Six queries, whatever their number.

    `at`: as things stood on the last day of a month, knowing nothing of what came after.
    """
    today, through = (at, at.month) if at else (actor.today, None)
    rows = Indicator.objects.visible_to(actor).filter(answered_for(actor), is_active=True)
    signals = signals_of(actor.agency, rows, today, through)
    return Board(
        signals=signals,
        lights=count_lights(signals),
        units=_by_unit(signals, _offices(actor), today.month),
        bounds=bounds_of(actor.agency, today.year),
    )


def answered_for(actor: Actor, field: str = "unit__path") -> Q:
    """Rows of all units, or of those the actor leads or serves. No query."""
    if actor.has(*WHOLE):
        return Q()
    return below(actor.led_paths + actor.granted_paths, field)


def _offices(actor: Actor) -> dict[str, Unit]:
    """Offices by path, for whoever reads the whole region: they compare offices, not parts."""
    if not actor.has(*WHOLE):
        return {}
    offices = Unit.objects.visible_to(actor).filter(kind=Unit.Kind.OFFICE)
    return {unit.path: unit for unit in offices.only("name", "path")}


def _office(unit: Unit, offices: Mapping[str, Unit]) -> Unit:
    parts = unit.path.split("/")
    above = ("/".join(parts[:length]) + "/" for length in range(1, len(parts)))
    return next((offices[path] for path in above if path in offices), unit)


def _by_unit(
    signals: Sequence[Signal], offices: Mapping[str, Unit], month: int
) -> tuple[UnitRow, ...]:
    """The units that measure anything, those that lag most in their newest month first."""
    rows: dict[Unit, list[IndicatorYear]] = {}
    for signal in signals:
        rows.setdefault(_office(signal.home, offices), []).append(signal.year)
    found = (
        UnitRow(unit.pk, unit.name, tuple(_mean(y.series[n] for y in years) for n in range(month)))
        for unit, years in rows.items()
    )
    return tuple(sorted(found, key=_lag))


def _lag(row: UnitRow) -> tuple[bool, Decimal, str]:
    return row.last is None, row.last or Decimal(0), row.name


def _mean(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known else None
