"""Rewards that everybody may read: those of units, and of persons who agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from karsa.consequences.models import Reward
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.tenancy.models import Agency

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Recognised:
    """One line: who, what, of which year, and where they work."""

    name: str
    award: str
    year: int
    place: str
    on: date
    is_team: bool


def recognised(agency: Agency, unit: Unit | None = None, most: int = _SHOWN) -> list[Recognised]:
    """Return the newest rewards told to everybody, of a unit and below it. One query."""
    rows = Reward.objects.recognised(agency).select_related("award", "employee", "unit", "place")
    if unit is not None:
        paths = (unit.path,)
        rows = rows.filter(Q(below(paths, "unit__path")) | Q(below(paths, "place__path")))
    return list(_told(rows.order_by("-decided_on", "-pk")[:most]))


def _told(rows: Iterable[Reward]) -> Iterable[Recognised]:
    for row in rows:
        yield Recognised(
            name=row.name,
            award=row.award.name,
            year=row.year,
            place=row.place.name if row.place else "",
            on=row.decided_on,
            is_team=row.employee_id is None,
        )
