"""What the acts share: lock a row, ask the policy, find where the consultation stands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.consultations import policies
from karsa.consultations.models import Consultation, ConsultationEvent, Contribution
from karsa.rules.participation import Phase, phase
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Nobody:
    """Who writes without a name, for the audit: no account, and no time finer than the day."""

    agency: Agency
    day: date
    user_id: int | None = None

    @property
    def now(self) -> datetime:
        """The day's first moment."""
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


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


def phase_of(consultation: Consultation, today: date) -> Phase:
    """Where it stands on `today`. No query."""
    return phase(consultation.state, consultation.starts, consultation.ends, today)


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
