"""How often an agency expects to hear of a kind of job: a hint, never a duty."""

from collections.abc import Callable

from karsa.org.queries.rules import values_of
from karsa.rules.reporting import RHYTHMS
from karsa.tenancy.models import Agency

KEY = "entry_rhythm"


def days_between(agency: Agency, year: int) -> Callable[[str], int]:
    """Return a function from a kind of position to the days between two entries. One query.

    The rule set `entry_rhythm` names a rhythm per kind of position and for "default"; without
    one the rhythm of the agency's evaluations holds.
    """
    values = values_of(agency, year, KEY)
    default = values.get("default", agency.rhythm)
    return lambda kind: RHYTHMS.get(values.get(kind, default), RHYTHMS["monthly"])
