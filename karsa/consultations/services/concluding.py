"""Decide, and write down word for word what was decided."""

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations.models import Consultation, ConsultationEvent, Contribution
from karsa.consultations.queries.final_text import final_text, reworded
from karsa.consultations.services.guards import lock_contribution, lock_kept, tell
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
    unread: bool = False,
) -> Consultation:
    """Close it with a decision; `adopted` is the alternative that is taken over.

    Raises PermissionDenied for whoever does not keep it; Refused while people may still speak,
    while something is unanswered, without words, or while a moderator has not read all that was
    said, unless it is decided `unread`: the final text then says how much that is.
    """
    found = lock_kept(actor, consultation)
    held = found.contributions.held().count()
    _check_decision(found, found.phase_on(actor.today), text, 0 if unread else held)
    _check_adopted(found, adopted and lock_contribution(adopted))
    found.state = flow.step(flow.CONSULTATION, found.state, Consultation.State.DECIDED)
    found.outcome, found.decision, found.adopted = outcome, text.strip(), adopted
    found.final_text = final_text(found, actor.today, held)
    found.fingerprint = fingerprint(found.final_text)
    found.save(
        update_fields=["state", "outcome", "decision", "adopted", "final_text", "fingerprint"]
    )
    tell(actor, found, ConsultationEvent.Kind.DECIDED, found.decision)
    record(actor, "consultation.decided", found)
    return found


def _check_decision(found: Consultation, now: Phase, text: str, held: int) -> None:
    if now is Phase.UPCOMING or now in RUNNING:
        raise Refused(_("Orang masih boleh bicara. Putuskan sesudah tanggal selesainya."))
    waiting = found.contributions.unanswered().count()
    if waiting:
        raise Refused(
            _("Masih ada %(n)s pendapat yang belum dijawab. Jawab dulu, lalu putuskan."), n=waiting
        )
    if held:
        raise Refused(
            _(
                "%(n)s pendapat masih menunggu dibaca moderator. Tunggu, atau centang bahwa Anda"
                " memutuskan tanpa membacanya."
            ),
            n=held,
        )
    if not text.strip():
        raise Refused(_("Tulis keputusannya dan alasannya; itulah yang dibaca orang."))


def _check_adopted(found: Consultation, adopted: Contribution | None) -> None:
    if adopted is None:
        return
    if adopted.consultation_id != found.pk:
        raise Refused(_("Usul itu dari musyawarah lain. Pilih usul dari musyawarah ini."))
    if adopted.state == Contribution.State.HIDDEN:
        raise Refused(_("Usul itu baru saja disembunyikan. Pilih usul lain atau tunggu."))


def reword(actor: Actor, row: Contribution) -> None:
    """Take the words of an adopted proposal out of its final text, or put them back.

    The new text names the fingerprint of the one before. Two queries, six where there is one.
    """
    for found in (
        Consultation.objects.select_for_update().filter(adopted=row).exclude(final_text="")
    ):
        found.final_text = reworded(found, row, actor.today)
        found.fingerprint = fingerprint(found.final_text)
        found.save(update_fields=["final_text", "fingerprint"])
        tell(actor, found, ConsultationEvent.Kind.REWORDED, row.hidden_because)
        record(actor, "consultation.reworded", found)
