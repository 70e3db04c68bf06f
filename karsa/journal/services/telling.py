"""Boards of reviewers hear of an entry the moment it is kept."""

from collections.abc import Iterable

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.kit.live import tell
from karsa.org.queries.absent import reviewers_of


def tell_boards(actor: Actor, entries: Iterable[DailyEntry]) -> None:
    """Tell who may review these entries that they have changed. At most three queries."""
    rows = list(entries)
    boards = reviewers_of(actor.agency, (row.assignment_id for row in rows), actor.today)
    known = ((boards[row.assignment_id].all, row) for row in rows if row.assignment_id in boards)
    tell(actor.agency.pk, ((board, row.pk) for people, row in known for board in people))
