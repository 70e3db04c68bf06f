"""What a phone asks about its queue: where its entries stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from karsa.accounts.actor import Actor
from karsa.journal.models import AwaitedFile, DailyEntry


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands on the server, and the keys of the files it still waits for."""

    key: UUID
    entry_id: int
    state: str
    awaits: tuple[UUID, ...]


def standings(actor: Actor, keys: Iterable[UUID]) -> tuple[Standing, ...]:
    """Return where the actor's own entries of `keys` stand; others are left out. Two queries."""
    rows = list(
        DailyEntry.objects.filter(
            agency=actor.agency, employee=actor.me, key__in=list(keys)
        ).values_list("key", "pk", "state")
    )
    awaits: dict[int, list[UUID]] = {pk: [] for _key, pk, _state in rows}
    for entry_id, key in AwaitedFile.objects.filter(
        agency=actor.agency, entry__in=list(awaits), evidence=None
    ).values_list("entry_id", "key"):
        awaits[entry_id].append(key)
    return tuple(Standing(key, pk, state, tuple(awaits[pk])) for key, pk, state in rows)
