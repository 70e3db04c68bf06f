"""Carry a decision out: it becomes the indicator's target, or the new indicator."""

from decimal import Decimal
from typing import cast

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consultations.models import Consultation, ConsultationEvent
from karsa.consultations.services.guards import lock_kept, tell
from karsa.indicators.models import Indicator
from karsa.indicators.services import CardWords, TargetWords, add_indicator, change_targets
from karsa.kit.formats import number
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Outcome = Consultation.Outcome


def decided_value(consultation: Consultation) -> Decimal | None:
    """Return the target that was decided: of the adopted alternative, else of the draft."""
    if consultation.adopted is not None:
        return consultation.adopted.value
    return consultation.draft_value if consultation.outcome == Outcome.ADOPTED else None


def decided_text(consultation: Consultation) -> str:
    """Return the wording that was decided: of the adopted alternative, else of the draft."""
    if consultation.adopted is not None:
        return consultation.adopted.text
    return consultation.draft_text if consultation.outcome == Outcome.ADOPTED else ""


def can_hand_over(consultation: Consultation) -> bool:
    """Say whether the decision holds something to carry out that has not been. No query."""
    if consultation.handed_over_at or consultation.outcome in ("", Outcome.DROPPED):
        return False
    if consultation.subject in Consultation.OF_TARGET:
        return decided_value(consultation) is not None
    is_card = consultation.subject == Consultation.Subject.CARD
    return is_card and bool(decided_text(consultation))


@transaction.atomic
def hand_over(*, actor: Actor, consultation: Consultation) -> Indicator:
    """Set the decided target (or propose it, where one stands), or make the indicator; once.

    Raises PermissionDenied for whoever does not keep it; Refused where nothing is left to do.
    """
    found = lock_kept(actor, consultation)
    if not can_hand_over(found):
        raise Refused(_("Tidak ada yang perlu diterapkan: keputusannya tanpa angka, atau sudah."))
    is_new = found.subject == Consultation.Subject.CARD
    indicator = _new_indicator(actor, found) if is_new else _with_target(actor, found)
    found.indicator = indicator
    found.handed_over_at = actor.now
    found.save(update_fields=["indicator", "handed_over_at"])
    tell(actor, found, ConsultationEvent.Kind.HANDED_OVER, _told(found))
    record(actor, "consultation.handed_over", found)
    return indicator


def _new_indicator(actor: Actor, found: Consultation) -> Indicator:
    return add_indicator(
        actor=actor,
        unit=found.unit,
        name=decided_text(found)[:300],
        card=CardWords(measure=found.measure, purpose=found.explanation),
    )


def _with_target(actor: Actor, found: Consultation) -> Indicator:
    """The year's target alone; one that stands is changed by a revision that others approve."""
    indicator, year = cast(Indicator, found.indicator), cast(int, found.year)  # by constraint
    known = indicator.targets.filter(year=year, month=0).first()
    change_targets(
        actor=actor,
        indicator=indicator,
        year=year,
        targets=[TargetWords(0, decided_value(found), baseline=known.baseline if known else None)],
        reason=f"{found.title}: {found.decision}",
    )
    return indicator


def _told(found: Consultation) -> str:
    value = decided_value(found)
    return f"{number(value)} {found.measure}".strip() if value is not None else ""
