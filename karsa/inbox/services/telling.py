"""What other rooms call: somebody should know something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from karsa.inbox.models import Notice, Preference
from karsa.inbox.queries.ways import Channel, wants
from karsa.jobs import services as jobs
from karsa.tenancy.models import Agency

# Several of the same moment leave together.
_GATHERED_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Note:
    """For whom (an account), what kind, where it leads; `key` makes it happen once."""

    user_id: int
    kind: str
    key: str
    path: str
    count: int = 1


def notify(agency: Agency, now: datetime, notes: Iterable[Note]) -> None:
    """Keep the notices in the caller's transaction and have them delivered after it.

    The same key for the same person changes nothing. Three queries for any number.
    """
    asked = list(notes)
    people = {note.user_id for note in asked}
    chosen = {row.user_id: row for row in Preference.objects.filter(agency=agency, user__in=people)}
    usual = Preference(agency=agency)
    rows = [
        Notice(
            agency=agency,
            user_id=note.user_id,
            kind=note.kind,
            key=note.key,
            path=note.path,
            count=note.count,
            at=now,
        )
        for note in asked
        if wants(chosen.get(note.user_id, usual), note.kind, Channel.APP)
    ]
    if rows:
        Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        jobs.later("inbox.deliver", agency, after=_GATHERED_SECONDS)
