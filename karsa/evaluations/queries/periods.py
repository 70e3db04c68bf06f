"""Which period a page speaks of."""

from collections.abc import Sequence
from datetime import date

from karsa.evaluations.queries.turn import window_of
from karsa.org.models import Period
from karsa.org.queries.periods import all_periods
from karsa.rules.deadlines import PERMENPANRB_6_2022
from karsa.tenancy.models import Agency

_SHOWN = 8


def periods_to_choose(agency: Agency, today: date) -> tuple[Period, ...]:
    """Return the periods that have begun, the latest to end first. One query a minute."""
    begun = [one for one in all_periods(agency) if one.starts <= today]
    begun.sort(key=lambda one: (one.ends, one.number), reverse=True)
    return tuple(begun[:_SHOWN])


def chosen(periods: Sequence[Period], asked: str, today: date) -> Period | None:
    """Return the period asked for; else the one whose window is open, else the last that ended.

    No query. None while no period has begun.
    """
    named = next((one for one in periods if str(one.pk) == asked), None)
    rules = PERMENPANRB_6_2022
    opened = [one for one in periods if window_of(one, rules).holds(today)]
    ended = [one for one in periods if one.ends < today]
    return named or next(iter([*opened, *ended, *periods]), None)
