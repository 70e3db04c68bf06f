"""Who has learned what should move an indicator: where a measure of its effect begins."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from karsa.development.models import Registration
from karsa.indicators.models import Indicator


@dataclass(frozen=True, slots=True)
class TrainedUnit:
    """A unit whose people completed courses that should move an indicator.

    `first_day` is when the first of them did, `people` how many they are until now.
    """

    unit_id: int
    unit: str
    first_day: date
    people: int


def trained_units(indicator: Indicator) -> tuple[TrainedUnit, ...]:
    """Return the units of those who completed such a course, the first one first. One query.

    A person counts for the unit of the post they came from.
    """
    done = Registration.objects.filter(
        agency=indicator.agency_id,
        state=Registration.State.ATTENDED,
        session__course__indicators__indicator=indicator,
    )
    rows = (
        done.values_list("assignment__unit", "assignment__unit__name")
        .annotate(first=Min("completed_on"), people=Count("employee", distinct=True))
        .order_by("first", "assignment__unit")
    )
    return tuple(TrainedUnit(*row) for row in rows)
