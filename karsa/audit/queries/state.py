"""Whether anything has happened to some kinds of rows: what a kept page is worth."""

from collections.abc import Sequence
from datetime import datetime

from karsa.kit import statements
from karsa.tenancy.models import Agency

# Acts may be committed in another order than they were numbered, so the newest one does not tell
# of all; how many there are does.
_OF_KINDS = """
    SELECT COUNT(*) FROM audit_auditentry WHERE agency_id = %s AND kind = ANY(%s) AND at >= %s
"""


def state_of(agency: Agency, kinds: Sequence[str], since: datetime) -> int:
    """Return a number that grows with every act on rows of `kinds` since a moment.

    `kinds` are labels of models ("indicators.target"). Exact for acts whose transaction began
    since then, in whatever order they end. One query, from an index alone.
    """
    [(number,)] = statements.rows(_OF_KINDS, [agency.pk, list(kinds), since])
    return int(number)
