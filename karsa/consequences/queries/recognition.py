"""Rewards that everybody may read: those of units, and of persons who agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from karsa.consequences.models import Reward
from karsa.org.models import Unit
from karsa.org.models.units import below
from karsa.tenancy.models import Agency

NEWEST = ("-decided_on", "-pk")
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


def recognised_rows(agency: Agency) -> QuerySet[Reward]:
    """Return rewards told to everybody, for `told`: of units, and of persons who agreed."""
    return Reward.objects.recognised(agency).select_related("award", "employee", "unit", "place")


def recognised(agency: Agency, unit: Unit | None = None, most: int = _SHOWN) -> list[Recognised]:
    """Return the newest rewards told to everybody, of a unit and below it. One query."""
    rows = recognised_rows(agency)
    if unit is not None:
        paths = (unit.path,)
        rows = rows.filter(Q(below(paths, "unit__path")) | Q(below(paths, "place__path")))
    return told(rows.order_by(*NEWEST)[:most])


def told(rows: Iterable[Reward]) -> list[Recognised]:
    """Return what is told of each. No query of its own."""
    return [
        Recognised(
            name=row.name,
            award=row.award.name,
            year=row.year,
            place=row.place.name if row.place else "",
            on=row.decided_on,
            is_team=row.employee_id is None,
        )
        for row in rows
    ]
