"""The months or quarters that are evaluated, and the year itself (number 0).

Remembered, so that a page may name its period and a report find it open without a query. Whether
a period is closed for a rating is never taken from here: those services ask the row.
"""

from datetime import date

from karsa.kit.remembered import remembered
from karsa.org.models import Period
from karsa.tenancy.models import Agency


def all_periods(agency: Agency) -> tuple[Period, ...]:
    """Return every period with its agency at hand, the first to start first. One query a minute."""
    return remembered(f"periods:{agency.pk}", lambda: _periods(agency))


def period_by_key(agency: Agency, pk: int) -> Period | None:
    """Return the agency's period `pk`. One query a minute."""
    return next((one for one in all_periods(agency) if one.pk == pk), None)


def period_on(agency: Agency, day: date) -> Period | None:
    """Return the month or quarter that holds `day`, never the whole year. One query a minute."""
    parts = (one for one in all_periods(agency) if not one.is_annual)
    return next((one for one in parts if one.starts <= day <= one.ends), None)


def periods_of(agency: Agency, year: int) -> tuple[Period, ...]:
    """Return the periods of `year` in order, the annual one (number 0) last.

    One query a minute.
    """
    found = (one for one in all_periods(agency) if one.year == year)
    return tuple(sorted(found, key=lambda one: (one.is_annual, one.number)))


def _periods(agency: Agency) -> tuple[Period, ...]:
    rows = Period.objects.filter(agency=agency).select_related("agency")
    return tuple(rows.order_by("starts", "number"))
