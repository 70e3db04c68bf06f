"""The one reading of the clock. Rules, queries and services receive time as an argument."""

from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the moment in UTC; where a demo fixes its today, that day at the present hour."""
    return on_our_day(timezone.now())


def on_our_day(moment: datetime) -> datetime:
    """Return a moment that another clock states, moved as `now` is where a demo fixes its today."""
    fixed: date | None = settings.FIXED_TODAY
    if not fixed:
        return moment
    shift = fixed - timezone.now().astimezone(UTC).date()
    return moment + shift
