"""Questions about odd entries: found at night, answered by the author, seen later by reviewers.

They end here: no proposal, allowance or export reads them, and no number follows from them.
"""

from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.journal.models import PlausibilityNote
from karsa.journal.policies import can_change
from karsa.journal.services import oddities, prints
from karsa.org.queries.calendar import calendar_of
from karsa.org.services.notices import tell_people
from karsa.rules.calendar import local_day
from karsa.rules.oddity import shown_from
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

# A worker that was down for two nights still looks at everything.
SPAN = timedelta(days=3)
_LONGEST = 500


def look(*, agency: Agency, now: datetime) -> int:
    """Ask about what was sent in the last SPAN and looks odd; return how many questions stand.

    The same question is asked once, and its author told. Fourteen queries, and two per 1,000
    photos and questions.
    """
    prints.take(agency, since=now - SPAN)
    today = local_day(now, agency.zone)
    first = shown_from(calendar_of(agency), today)
    found = oddities.found(agency, since=now - SPAN, today=today)
    notes = [
        PlausibilityNote(agency=agency, entry_id=entry, kind=kind, found_on=today, shown_from=first)
        for entry, kind in sorted(found)
    ]
    PlausibilityNote.objects.bulk_create(notes, batch_size=1000, ignore_conflicts=True)
    _tell_authors(agency, now, today)
    return len(notes)


def _tell_authors(agency: Agency, now: datetime, today: date) -> None:
    """Tell each author once a day of the questions that were raised today."""
    new = PlausibilityNote.objects.filter(agency=agency, found_on=today, explained_at=None)
    asked = new.values("entry__employee").order_by().annotate(n=Count("entry", distinct=True))
    tell_people(
        agency,
        now,
        dict(asked.values_list("entry__employee", "n")),
        kind=Notice.Kind.ENTRY_ODD,
        key=f"{Notice.Kind.ENTRY_ODD}:{today}",
        path=reverse("journal:mine"),
    )


@transaction.atomic
def explain(*, actor: Actor, note: PlausibilityNote, explanation: str) -> PlausibilityNote:
    """Keep what the author says about it; a later word replaces an earlier one.

    Raises PermissionDenied for another's entry; Refused without words.
    """
    row = PlausibilityNote.objects.select_for_update().select_related("entry").get(pk=note.pk)
    if not can_change(actor, row.entry):
        raise PermissionDenied
    if not explanation.strip():
        raise Refused(_("Tulis singkat bagaimana kejadiannya, satu kalimat pun cukup."))
    row.explanation, row.explained_at = explanation.strip()[:_LONGEST], actor.now
    row.save(update_fields=["explanation", "explained_at"])
    record(actor, "journal.explain", row)
    return row
