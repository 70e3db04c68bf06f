"""Answer officially."""

from collections.abc import Iterable

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record_many
from karsa.consultations.models import Answer, Consultation
from karsa.consultations.services.guards import lock_kept
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def answer(
    *,
    actor: Actor,
    consultation: Consultation,
    contributions: Iterable[int],
    verdict: str,
    reason: str,
) -> list[Answer]:
    """Answer one or several contributions of the same sense officially, saying why.

    Raises PermissionDenied for whoever does not keep the consultation; Refused without a reason,
    where nothing unanswered was chosen, or once it is called off. Four queries for any number.
    """
    found = lock_kept(actor, consultation)
    if found.state == Consultation.State.WITHDRAWN:
        raise Refused(_("Musyawarah ini dibatalkan, jadi tidak dijawab lagi."))
    if not reason.strip():
        raise Refused(_("Tulis alasannya: diterima, sebagian, atau belum, dan mengapa."))
    rows = list(found.contributions.unanswered().filter(pk__in=list(contributions)))
    if not rows:
        raise Refused(_("Pilih pendapat yang dijawab; yang sudah dijawab tidak muncul lagi."))
    answers = [
        Answer(
            agency=actor.agency,
            contribution=row,
            verdict=verdict,
            reason=reason.strip(),
            by_id=actor.employee_id,
            day=actor.today,
        )
        for row in rows
    ]
    Answer.objects.bulk_create(answers)
    record_many(actor, "contribution.answered", rows)
    return answers
