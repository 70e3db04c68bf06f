"""What the leader sets: special expectations of behaviour, and the annex."""

from collections.abc import Sequence

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.plans.models import AnnexItem, BehaviourExpectation, PerformancePlan
from karsa.plans.services.guards import State, ask_employee_again, led
from karsa.rules.behaviour import VALUE_KEYS
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_TALKING = (State.DRAFT, State.PROPOSED)


@transaction.atomic
def expect_behaviour(*, actor: Actor, plan: PerformancePlan, value: str, text: str) -> None:
    """Set the special expectation for one value, one per line; empty text takes it back.

    Raises PermissionDenied for whoever does not lead the dialogue; Refused for an unknown value
    or once the plan is agreed.
    """
    found = led(actor, plan, *_TALKING)
    if value not in VALUE_KEYS:
        raise Refused(_("Nilai perilaku ini tidak dikenal. Pilih salah satu dari tujuh nilai."))
    mine = found.expectations.filter(value=value)
    if text.strip():
        BehaviourExpectation.objects.update_or_create(
            agency=actor.agency, plan=found, value=value, defaults={"text": text.strip()}
        )
    else:
        mine.delete()
    ask_employee_again(found)
    record(actor, "behaviour.expected", found, note=value)


@transaction.atomic
def set_annex(*, actor: Actor, plan: PerformancePlan, section: str, lines: Sequence[str]) -> None:
    """Write a section of the annex A.1.8: also after the plan was set, as the regulation allows.

    Raises PermissionDenied for whoever does not lead the dialogue; Refused for an old version.
    """
    found = led(actor, plan, *_TALKING, State.SET)
    found.annex.filter(section=section).delete()
    kept = [line.strip() for line in lines if line.strip()]
    AnnexItem.objects.bulk_create(
        [
            AnnexItem(agency=actor.agency, plan=found, section=section, order=number, text=line)
            for number, line in enumerate(kept, start=1)
        ]
    )
    if found.state != State.SET:
        ask_employee_again(found)
    record(actor, "annex.written", found, note=section)
