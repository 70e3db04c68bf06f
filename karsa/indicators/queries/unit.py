"""How far a unit has come in a period: the proposal for its organisation grade."""

from dataclasses import dataclass
from decimal import Decimal

from karsa.indicators.models import Indicator
from karsa.indicators.queries.year import Aim, Bounds, IndicatorYear, bounds_of, year_of
from karsa.org.models import Period, Unit
from karsa.rules.achievement import NO_DATA, Achievement, Polarity, achievement
from karsa.rules.consolidation import Consolidation, consolidate


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator's share in the unit's achievement; None with the reason a person reads."""

    indicator_id: int
    name: str
    achievement: Achievement


@dataclass(frozen=True, slots=True)
class UnitAchievement:
    """The mean of what is known, in percent; None where nothing is. `counted` of `total` have it.

    An indicator without data does not count as zero.
    """

    value: Decimal | None
    counted: int
    total: int
    parts: tuple[Part, ...]


def unit_achievement(unit: Unit, period: Period) -> UnitAchievement:
    """Return the unit's achievement in `period` from its own active indicators. Four queries.

    A month or quarter is held against the trajectory at its end, the year against the year's
    target. Source: PermenPANRB 6/2022 annex IV.B.1.
    """
    ids = list(
        Indicator.objects.filter(unit=unit, is_active=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    bounds = bounds_of(unit.agency, period.year)
    years = year_of(ids, period.year, period.ends).values()
    parts = tuple(Part(one.indicator_id, one.name, _until(one, period, bounds)) for one in years)
    known = [part.achievement.value for part in parts if part.achievement.value is not None]
    mean = consolidate(Consolidation.AVERAGE, known)
    value = mean.quantize(Decimal("0.01")) if mean is not None else None
    return UnitAchievement(value, len(known), len(parts), parts)


def _until(one: IndicatorYear, period: Period, bounds: Bounds) -> Achievement:
    """The achievement by the period's end, from a figure that lies inside the period."""
    month = one.months[period.ends.month - 1]
    inside = one.months[period.starts.month - 1 : period.ends.month]
    if all(figure.actual is None for figure in inside):
        return Achievement(None, NO_DATA)
    aim: Aim = one.aim if period.is_annual else month.aim
    return achievement(
        Polarity(one.polarity),
        actual=month.so_far,
        target=aim.value,
        low=aim.low,
        high=aim.high,
        cap=bounds.cap,
    )
