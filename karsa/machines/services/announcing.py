"""What other rooms call: machines that wait for it should know that something happened."""

import json
from datetime import datetime
from typing import Protocol

from karsa.jobs.services import later
from karsa.kit.remembered import remembered
from karsa.machines.models import Delivery, Event, Hook
from karsa.tenancy.models import Agency


class Doer(Protocol):
    """Whoever acts: an Actor or the system."""

    @property
    def agency(self) -> Agency:
        """Where it happened."""

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""


def announce(doer: Doer, event: Event, **about: int | str) -> None:
    """Keep a message for each address that waits for `event`, in the caller's transaction.

    `about`: ids and kinds, never a name or what was written. No query where nobody waits; two
    where somebody does.
    """
    waiting = [hook for hook in _hooks(doer.agency) if event in hook.events]
    if waiting and not doer.agency.is_practice:
        put(doer, waiting, event, about)


def put(doer: Doer, hooks: list[Hook], event: Event, about: dict[str, int | str]) -> None:
    """Keep a message for each of `hooks` and have them sent. One query."""
    said = {"type": event.value, "timestamp": doer.now.isoformat(), "data": about}
    Delivery.objects.bulk_create(
        Delivery(
            agency=doer.agency,
            hook=hook,
            event=event,
            body=json.dumps(said),
            due_at=doer.now,
            created_at=doer.now,
        )
        for hook in hooks
    )
    later("machines.deliver", doer.agency)


def _hooks(agency: Agency) -> list[Hook]:
    """Those that are told, remembered: nearly nobody has any, and every act asks."""
    rows = Hook.objects.filter(agency=agency, stopped_at=None)
    return remembered(f"hooks:{agency.pk}", lambda: list(rows))
