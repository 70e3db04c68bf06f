"""The agency's working week and its days off, as the rules want them."""

from datetime import date
from typing import Literal

from karsa.kit.remembered import remembered
from karsa.org.models import CalendarDay
from karsa.rules.calendar import WorkCalendar
from karsa.tenancy.models import Agency


def calendar_of(agency: Agency) -> WorkCalendar:
    """Return the agency's calendar with every day off it knows, of all years. One query a minute.

    Estimated days count like confirmed ones: a term must not shorten when they are confirmed.
    """
    week: Literal[5, 6] = 6 if agency.working_days == 6 else 5
    return WorkCalendar(week, remembered(f"days_off:{agency.pk}", lambda: _days_off(agency)))


def _days_off(agency: Agency) -> frozenset[date]:
    return frozenset(CalendarDay.objects.filter(agency=agency).values_list("day", flat=True))
