"""Decide, and write down word for word what was decided."""

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations.models import Consultation, ConsultationEvent, Contribution
from karsa.consultations.queries.final_text import final_text
from karsa.consultations.services.guards import lock_kept, tell
from karsa.rules import flow
from karsa.rules.fingerprint import fingerprint
from karsa.rules.participation import RUNNING, Phase
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def decide(
    *,
    actor: Actor,
    consultation: Consultation,
    outcome: str,
    text: str,
    adopted: Contribution | None = None,
) -> Consultation:
    """Close it with a decision; `adopted` is the alternative that is taken over.

    Raises PermissionDenied for whoever does not keep it; Refused while people may still speak,
    while something is unanswered, or without words.
    """
    found = lock_kept(actor, consultation)
    _check_decision(found, found.phase_on(actor.today), text)
    if adopted is not None and adopted.consultation_id != found.pk:
        raise Refused(_("Usul itu dari musyawarah lain. Pilih usul dari musyawarah ini."))
    found.state = flow.step(flow.CONSULTATION, found.state, Consultation.State.DECIDED)
    found.outcome, found.decision, found.adopted = outcome, text.strip(), adopted
    found.final_text = final_text(found, actor.today)
    found.fingerprint = fingerprint(found.final_text)
    found.save(
        update_fields=["state", "outcome", "decision", "adopted", "final_text", "fingerprint"]
    )
    tell(actor, found, ConsultationEvent.Kind.DECIDED, found.decision)
    record(actor, "consultation.decided", found)
    return found


def _check_decision(found: Consultation, now: Phase, text: str) -> None:
    if now is Phase.UPCOMING or now in RUNNING:
        raise Refused(_("Orang masih boleh bicara. Putuskan sesudah tanggal selesainya."))
    waiting = found.contributions.unanswered().count()
    if waiting:
        raise Refused(
            _("Masih ada %(n)s pendapat yang belum dijawab. Jawab dulu, lalu putuskan."), n=waiting
        )
    if not text.strip():
        raise Refused(_("Tulis keputusannya dan alasannya; itulah yang dibaca orang."))
