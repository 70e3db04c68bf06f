"""Moderate with a reason, answer officially, decide."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.consultations import policies
from karsa.consultations.models import (
    Answer,
    Consultation,
    ConsultationEvent,
    Contribution,
    Moderation,
)
from karsa.consultations.services.guards import lock_contribution, lock_kept, phase_of, tell
from karsa.rules import flow
from karsa.rules.participation import Phase
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Contribution.State


@transaction.atomic
def hide(*, actor: Actor, contribution: Contribution, reason: str) -> Contribution:
    """Hide a contribution; the reason stands in its place. Raises PermissionDenied, Refused."""
    if not reason.strip():
        raise Refused(_("Tulis alasannya; alasan itu terbaca di tempat pendapat ini."))
    return _moderate(actor, contribution, True, reason.strip()[:300])


@transaction.atomic
def restore(*, actor: Actor, contribution: Contribution, reason: str = "") -> Contribution:
    """Show it again, or for the first time; without a reason it simply passed.

    Raises PermissionDenied for whoever does not keep the consultation.
    """
    return _moderate(actor, contribution, False, reason.strip()[:300])


def _moderate(actor: Actor, contribution: Contribution, hides: bool, reason: str) -> Contribution:
    row = lock_contribution(contribution)
    if not policies.can_keep(actor, row.consultation.unit):
        raise PermissionDenied
    changes = hides or row.state == State.HIDDEN
    row.state = State.HIDDEN if hides else State.SHOWN
    row.hidden_because, row.is_checked = reason if hides else "", True
    row.save(update_fields=["state", "hidden_because", "is_checked"])
    if changes:
        Moderation.objects.create(
            agency=actor.agency,
            contribution=row,
            hides=hides,
            reason=reason,
            by_id=actor.employee_id,
            day=actor.today,
        )
    record(actor, "contribution.hidden" if hides else "contribution.passed", row, note=reason)
    return row


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
    _check_decision(found, phase_of(found, actor.today), text)
    if adopted is not None and adopted.consultation_id != found.pk:
        raise Refused(_("Usul itu dari musyawarah lain. Pilih usul dari musyawarah ini."))
    found.state = flow.step(flow.CONSULTATION, found.state, Consultation.State.DECIDED)
    found.outcome, found.decision, found.adopted = outcome, text.strip(), adopted
    found.save(update_fields=["state", "outcome", "decision", "adopted"])
    tell(actor, found, ConsultationEvent.Kind.DECIDED, found.decision)
    record(actor, "consultation.decided", found)
    return found


def _check_decision(found: Consultation, now: Phase, text: str) -> None:
    if now in (Phase.UPCOMING, Phase.OPEN):
        raise Refused(_("Orang masih boleh bicara. Putuskan sesudah tanggal selesainya."))
    waiting = found.contributions.unanswered().count()
    if waiting:
        raise Refused(
            _("Masih ada %(n)s pendapat yang belum dijawab. Jawab dulu, lalu putuskan."), n=waiting
        )
    if not text.strip():
        raise Refused(_("Tulis keputusannya dan alasannya; itulah yang dibaca orang."))
