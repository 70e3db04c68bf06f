"""A period that does not close while something in it is written."""

from karsa.kit import statements
from karsa.org.models import Period

# Writers hold it beside each other; closing, which locks the row, waits for them and they for it.
_HOLD = "SELECT 1 FROM org_period WHERE id = %s FOR SHARE"


def held(period: Period) -> Period:
    """Return the period as it is now, which it stays until the transaction ends. Two queries.

    Pages keep the periods for a while; whether one is closed is asked here anew.
    """
    statements.rows(_HOLD, [period.pk])
    return Period.objects.select_related("agency").get(pk=period.pk)
