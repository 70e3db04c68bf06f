"""The clock of a failure to protect personal data (UU 27/2022 Pasal 46 ayat 1: 3 × 24 hours)."""

from datetime import datetime, timedelta

TERM = timedelta(hours=72)
# Who answers for it is told when it was found, and when so much is left.
WARNINGS = (timedelta(hours=48), timedelta(hours=24), timedelta(hours=6), timedelta(0))


def told_by(found_at: datetime) -> datetime:
    """Return when the people concerned and the authority must have been told: no weekend counts.

    Hours run by the clock of the world, so a change of zone moves nothing.
    """
    return found_at + TERM


def warnings_due(found_at: datetime, now: datetime) -> int:
    """Return how many of WARNINGS have come by `now`, 0 to 4."""
    return sum(now >= told_by(found_at) - left for left in WARNINGS)
