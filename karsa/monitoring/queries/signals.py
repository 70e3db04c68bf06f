"""The indicators of some units, and which of them ask for attention."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.indicators.models import Indicator
from karsa.indicators.queries.outlook import EarlyWarning, warnings_of
from karsa.indicators.queries.year import with_card, years_of
from karsa.rules.lights import Light

# A meeting talks about some, not about everything; the boards list every one.
MOST = 400


@dataclass(frozen=True, slots=True)
class Signals:
    """How many indicators there are and stand well, and the warnings, most urgent first.

    `units` are the names of the units by id.
    """

    total: int
    good: int
    warnings: tuple[EarlyWarning, ...]
    units: Mapping[int, str]


def signals_of(actor: Actor, where: Q) -> Signals:
    """Return the active indicators of units in `where` (on "unit__path"). Five queries.

    At most 400 indicators are looked at.
    """
    rows = Indicator.objects.visible_to(actor).filter(where, is_active=True).order_by("pk")
    found = list(with_card(rows.select_related("unit"))[:MOST])
    years = years_of(found, actor.today.year, actor.today)
    return Signals(
        total=len(found),
        good=sum(year.light == Light.GOOD for year in years.values()),
        warnings=warnings_of(actor.agency, years.values(), actor.today.year),
        units={row.unit_id: row.unit.name for row in found},
    )
