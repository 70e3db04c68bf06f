"""Several results of a day in one act."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.journal.models import DailyEntry
from karsa.journal.services.content import Content
from karsa.journal.services.guards import own
from karsa.journal.services.reporting import report
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def report_several(*, actor: Actor, key: UUID, lines: Iterable[Content]) -> int:
    """Send a report per line, all or none; return how many. The same key twice sends once.

    Raises like `report`, and Refused without a line.
    """
    made = [_report(actor, key, content) for content in lines]
    if not made:
        raise Refused(_("Isi paling sedikit satu pekerjaan, dengan angka atau cerita singkat."))
    return len(made)


def _report(actor: Actor, key: UUID, content: Content) -> DailyEntry:
    result, action = content["result"], content.get("action")
    named = action.key if action else result.key
    return report(
        actor=actor,
        assignment=result.plan.assignment,
        key=uuid5(key, str(named)),
        **content,
    )


@transaction.atomic
def mark_favourite(*, actor: Actor, entry: DailyEntry, marked: bool) -> DailyEntry:
    """Offer an entry first when one repeats, or no longer. Raises PermissionDenied."""
    row = own(actor, entry)
    row.is_favourite = marked
    row.save(update_fields=["is_favourite"])
    record(actor, "journal.favourite" if marked else "journal.no_favourite", row)
    return row
