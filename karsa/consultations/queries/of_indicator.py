"""What the indicator's page keeps for ever: how its target was set together."""

from dataclasses import dataclass

from karsa.consultations.models import Consultation, ConsultationEvent
from karsa.indicators.models import Indicator
from karsa.indicators.policies import can_keep_indicators
from karsa.indicators.queries.sections import Section, Subject, Tab, add_section


@dataclass(frozen=True, slots=True)
class Told:
    """A consultation that was opened, with its steps, newest first."""

    consultation: Consultation
    events: tuple[ConsultationEvent, ...]


@dataclass(frozen=True, slots=True)
class SetTogether:
    """Every consultation about an indicator, newest first, and whether to offer a new one."""

    indicator: Indicator
    rows: tuple[Told, ...]
    keeps: bool


def set_together(subject: Subject) -> SetTogether | None:
    """Return the consultations of an indicator; None for nothing to show. One query."""
    steps = ConsultationEvent.objects.filter(
        agency=subject.actor.agency, consultation__indicator=subject.indicator
    ).select_related("consultation", "by")
    told: dict[Consultation, list[ConsultationEvent]] = {}
    for event in steps.order_by("-consultation__ends", "-consultation", "-at", "-pk"):
        told.setdefault(event.consultation, []).append(event)
    keeps = can_keep_indicators(subject.actor, subject.indicator.unit)
    rows = tuple(Told(found, tuple(events)) for found, events in told.items())
    return SetTogether(subject.indicator, rows, keeps) if rows or keeps else None


_TEMPLATE = "consultations/parts/of_indicator.html"
add_section("consultations", Section(Tab.TARGETS, _TEMPLATE, set_together))
