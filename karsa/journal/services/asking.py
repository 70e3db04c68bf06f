"""A question before a decision: asked by a reviewer, answered by the author on the entry."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.journal.models import DailyEntry, ReviewQuestion
from karsa.journal.policies import can_change, can_review
from karsa.journal.services.guards import locked
from karsa.journal.services.telling import tell_boards
from karsa.org.services.notices import tell_people
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_LONGEST, _LONGEST_ANSWER = 300, 500


@transaction.atomic
def ask(*, actor: Actor, entry: DailyEntry, text: str) -> DailyEntry:
    """Ask the author about an entry, which goes on waiting; the author is told.

    The same question again, while it has no answer, is the one that was asked. Raises
    PermissionDenied unless the actor may review it; Refused without words, or once it no longer
    waits.
    """
    row = locked(entry)
    if not can_review(actor, row):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis pertanyaannya, satu kalimat cukup."))
    if row.state != DailyEntry.State.SENT:
        raise Refused(_("Catatan ini tidak menunggu lagi, jadi tidak perlu ditanyakan."))
    asked, is_new = ReviewQuestion.objects.get_or_create(
        agency=actor.agency,
        entry=row,
        asked_by_id=actor.me,
        text=text.strip()[:_LONGEST],
        answer="",
        defaults={"asked_at": actor.now},
    )
    if not is_new:
        return row
    record(actor, "journal.ask", asked)
    tell_boards(actor, [row])
    tell_people(
        actor.agency,
        actor.now,
        {row.employee_id: 1},
        kind=Notice.Kind.ENTRY_ASKED,
        key=f"entry_asked:{asked.pk}",
        path=reverse("journal:entry", args=[row.pk]),
    )
    return row


@transaction.atomic
def answer(*, actor: Actor, question: ReviewQuestion, text: str) -> ReviewQuestion:
    """Keep the author's answer; a later one replaces it. The open boards are told.

    Raises PermissionDenied for another's entry; Refused without words.
    """
    rows = ReviewQuestion.objects.select_for_update(of=("self",)).select_related("entry")
    row = rows.get(pk=question.pk)
    if not can_change(actor, row.entry):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis jawabannya, satu kalimat cukup."))
    row.answer, row.answered_at = text.strip()[:_LONGEST_ANSWER], actor.now
    row.save(update_fields=["answer", "answered_at"])
    record(actor, "journal.answer", row)
    tell_boards(actor, [row.entry])
    return row
