"""The one reading of the clock. Rules, queries and services receive time as an argument."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the moment in UTC; where a demo fixes its today, that day at the present hour."""
    moment = timezone.now()
    fixed: date | None = settings.FIXED_TODAY
    return moment.replace(year=fixed.year, month=fixed.month, day=fixed.day) if fixed else moment
