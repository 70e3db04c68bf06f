"""What the acts share: lock a row, ask the policy, find where the consultation stands."""

from django.core.exceptions import PermissionDenied
from django.utils.crypto import salted_hmac

from karsa.accounts.actor import Actor
from karsa.consultations import policies
from karsa.consultations.models import Consultation, ConsultationEvent, Contribution


def lock(consultation: Consultation) -> Consultation:
    """Return the consultation as it is now, locked, with its unit. One query."""
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("unit", "indicator")
    return rows.get(pk=consultation.pk)


def lock_kept(actor: Actor, consultation: Consultation) -> Consultation:
    """Lock it for somebody who keeps it; PermissionDenied for others."""
    found = lock(consultation)
    if not policies.can_keep(actor, found.unit):
        raise PermissionDenied
    return found


def lock_contribution(contribution: Contribution) -> Contribution:
    """Return the contribution as it is now, locked, with its consultation. One query."""
    rows = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("consultation__unit").get(pk=contribution.pk)


def browser_digest(row: Contribution, browser: str) -> str:
    """Return the keyed hash of a browser's word with a contribution, so that no two are joined."""
    said = f"{row.pk}:{browser}"
    return salted_hmac("karsa.consultations.browser", said, algorithm="sha256").hexdigest()


def tell(actor: Actor, consultation: Consultation, kind: str, text: str = "") -> None:
    """Append a step to the history people read. One query."""
    ConsultationEvent.objects.create(
        agency=actor.agency,
        consultation=consultation,
        kind=kind,
        text=text,
        by_id=actor.employee_id,
        at=actor.now,
    )
