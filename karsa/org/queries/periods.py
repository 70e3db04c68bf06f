"""The months or quarters that are evaluated, and the year itself (number 0)."""

from datetime import date

from karsa.org.models import Period
from karsa.tenancy.models import Agency


def period_on(agency: Agency, day: date) -> Period | None:
    """Return the month or quarter that holds `day`, never the whole year. One query."""
    return (
        Period.objects.filter(agency=agency, starts__lte=day, ends__gte=day, number__gt=0)
        .order_by("starts")
        .first()
    )


def periods_of(agency: Agency, year: int) -> tuple[Period, ...]:
    """Return the periods of `year` in order, the annual one (number 0) last. One query."""
    found = list(Period.objects.filter(agency=agency, year=year).order_by("number"))
    return tuple(sorted(found, key=lambda period: (period.is_annual, period.number)))
