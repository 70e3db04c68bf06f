"""The one reading of the clock. Rules, queries and services receive time as an argument."""

from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the moment in UTC; where a demo fixes its today, that day at the present hour."""
    return on_our_day(timezone.now())


def on_our_day(moment: datetime) -> datetime:
    """Return a moment that another clock states, moved as `now` is where a demo fixes its today."""
    return moment + _shift()


def on_other_clocks(moment: datetime) -> datetime:
    """Return a moment of ours as a telephone or another server states it."""
    return moment - _shift()


def _shift() -> timedelta:
    fixed: date | None = settings.FIXED_TODAY
    return fixed - timezone.now().astimezone(UTC).date() if fixed else timedelta()
