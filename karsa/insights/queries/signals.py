"""Indicators as a leader reads them: light and trend, what was due, and the year's end ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from karsa.indicators.models import Indicator
from karsa.indicators.queries.heading import goals_of, slots_of
from karsa.indicators.queries.outlook import EarlyWarning, Outlook, outlooks_of, warnings_of
from karsa.indicators.queries.year import (
    Bounds,
    IndicatorYear,
    bounds_of,
    light_in,
    with_card,
    years_of,
)
from karsa.kit.course import Slot
from karsa.org.models import Unit
from karsa.rules.achievement import Achievement
from karsa.rules.lights import Light
from karsa.rules.warning import TREND_NAMES, Trend, trend
from karsa.tenancy.models import Agency

_READ = ("name", "objective_id", "unit__name", "unit__path", "node__objective_id")
# After what asks for attention: what nobody knows, then what is well.
_CALM = (Light.STALE, Light.BAD, Light.WARN, Light.NONE, Light.GOOD)


@dataclass(frozen=True, slots=True)
class Signal:
    """One indicator: its year, whose it is, where it goes, and why it asks for attention."""

    year: IndicatorYear
    home: Unit
    objective_id: int | None  # its own, else that of its node
    trend: Trend | None
    outlook: Outlook | None
    warning: EarlyWarning | None

    @property
    def unit(self) -> str:
        """The name of the unit that answers for it."""
        return self.home.name

    @property
    def is_worsening(self) -> bool:
        """Whether the last three months fell."""
        return self.trend is Trend.WORSENING

    @property
    def trend_name(self) -> str:
        """Where it goes, in words; empty where fewer than two months are known."""
        return gettext(TREND_NAMES[self.trend]) if self.trend else ""

    @property
    def last_month(self) -> str:
        """The name of the last measured month; empty without one."""
        return self.year.months[self.year.last_month - 1].name if self.year.last_month else ""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The year as a picture, with what lies ahead."""
        return slots_of(self.year, self.outlook)

    @property
    def goals(self) -> tuple[Decimal, ...]:
        """The year's target, or both ends of its range."""
        return goals_of(self.year.aim)

    @property
    def due(self) -> Decimal | None:
        """What was due by the last measured month."""
        last = self.year.last_month
        return self.year.months[last - 1].aim.value if last else None


def signals_of(
    agency: Agency, rows: QuerySet[Indicator], today: date, through: int | None = None
) -> tuple[Signal, ...]:
    """Return `rows` with their units, what asks for attention first. Five queries.

    `through` leaves out what was measured after that month of the year, and what lies ahead.
    """
    narrow = with_card(rows).select_related(None).select_related("unit", "node").only(*_READ)
    found = list(narrow)
    for row in found:
        row.agency = agency
    return signals_in(agency, found, today, through)


def signals_in(
    agency: Agency, found: Sequence[Indicator], today: date, through: int | None = None
) -> tuple[Signal, ...]:
    """Return the same for rows of `with_card` with unit and node at hand. Four queries."""
    years = years_of(found, today.year, today)
    if through is not None:
        bounds = bounds_of(agency, today.year)
        years = {pk: _until(row, through, today, bounds) for pk, row in years.items()}
    outlooks = outlooks_of(years, today.year) if through is None else {}
    asking = {
        one.row.indicator_id: one
        for one in warnings_of(agency, years.values(), today.year, outlooks)
    }
    order = {pk: place for place, pk in enumerate(asking)}
    signals = (
        Signal(
            year=years[row.pk],
            home=row.unit,
            objective_id=row.objective_id or (row.node.objective_id if row.node else None),
            trend=trend(years[row.pk].series),
            outlook=outlooks.get(row.pk),
            warning=asking.get(row.pk),
        )
        for row in found
    )
    return tuple(sorted(signals, key=lambda one: _rank(one, order)))


def _rank(signal: Signal, order: Mapping[int, int]) -> tuple[int, int, str]:
    place = order.get(signal.year.indicator_id, len(order))
    return place, _CALM.index(signal.year.light), signal.year.name


def _until(row: IndicatorYear, month: int, today: date, bounds: Bounds) -> IndicatorYear:
    """The year as it stood at the end of `month`: later figures are not known yet."""
    last = max((m.month for m in row.months[:month] if m.actual is not None), default=None)
    pace = Achievement(row.series[last - 1] if last else None)
    return replace(
        row,
        last_month=last,
        value=row.months[last - 1].so_far if last else None,
        pace=pace,
        light=light_in(pace, row.frequency, today.year, last, today, bounds),
        series=(*row.series[:month], *[None] * (12 - month)),
    )


def count_lights(signals: Sequence[Signal]) -> dict[str, int]:
    """How many show each light. No query."""
    return {str(light): sum(one.year.light == light for one in signals) for light in Light}
