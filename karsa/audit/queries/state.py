"""Whether anything has happened to some kinds of rows: what a kept page is worth."""

from collections.abc import Sequence

from karsa.kit import statements
from karsa.tenancy.models import Agency

# Two changes may be committed in another order than they were numbered. Their sum tells of both,
# as long as fewer than so many of a kind come between.
_NEWEST_OF_KIND = """
    SELECT id FROM (
        SELECT id FROM audit_auditentry WHERE agency_id = %s AND kind = %s
        ORDER BY id DESC LIMIT 20
    ) AS newest
"""


def state_of(agency: Agency, kinds: Sequence[str]) -> int:
    """Return a number that is another one once an act on rows of `kinds` was recorded.

    `kinds` are labels of models ("indicators.target"). One query, by index.
    """
    each = " UNION ALL ".join([_NEWEST_OF_KIND] * len(kinds))
    values = [value for kind in kinds for value in (agency.pk, kind)]
    return sum(number for (number,) in statements.rows(each, values))
