"""What a unit's page shows: its indicators, what needs attention first."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator
from karsa.indicators.queries.now import URGENCY
from karsa.indicators.queries.year import IndicatorYear, with_card, years_of
from karsa.org.models import Unit
from karsa.rules.lights import Light


@dataclass(frozen=True, slots=True)
class UnitIndicators:
    """A unit's indicators of a year, what needs attention first."""

    rows: tuple[IndicatorYear, ...]

    def count(self, *lights: Light) -> int:
        """How many show one of `lights`."""
        return sum(row.light in lights for row in self.rows)


def unit_indicators(actor: Actor, unit: Unit, year: int) -> UnitIndicators:
    """Return the unit's own active indicators in `year`. Three queries for any number."""
    rows = Indicator.objects.visible_to(actor).filter(unit=unit, is_active=True).order_by("name")
    years = years_of(with_card(rows), year, actor.today)
    return UnitIndicators(tuple(sorted(years.values(), key=lambda row: URGENCY.index(row.light))))
