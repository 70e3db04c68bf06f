"""What a phone asks about its queue: which places its entries name, and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from karsa.accounts.actor import Actor
from karsa.journal.models import AwaitedFile, DailyEntry
from karsa.plans.models import ActionItem, WorkResult

Place = tuple[WorkResult, ActionItem | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands on the server, and the keys of the files it still waits for."""

    key: UUID
    entry_id: int
    state: str
    awaits: tuple[UUID, ...]


def places_named(actor: Actor, values: Iterable[str]) -> dict[str, Place]:
    """Return the actor's own places by the value a form gives them, of any plan and year.

    Whether the plan is still in force is asked when something is stored. Two queries.
    """
    keys = {kind: _numbers(values, kind) for kind in "ar"}
    own = {"agency": actor.agency, "plan__assignment__employee": actor.me}
    actions = ActionItem.objects.filter(pk__in=keys["a"], **own).select_related("result")
    results = WorkResult.objects.filter(pk__in=keys["r"], **own)
    found: dict[str, Place] = {f"a{row.pk}": (row.result, row) for row in actions}
    return found | {f"r{row.pk}": (row, None) for row in results}


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


def _numbers(values: Iterable[str], kind: str) -> set[int]:
    return {int(one[1:]) for one in values if one[:1] == kind and _is_number(one[1:])}


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) <= 18
