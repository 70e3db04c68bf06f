"""What an entry can be about, by the value of a form and by the words of a file."""

from collections.abc import Iterable
from typing import NamedTuple

from karsa.accounts.actor import Actor
from karsa.journal.queries.mine import open_plans
from karsa.plans.models import ActionItem, WorkResult


class Place(NamedTuple):
    """A result of one's plan, perhaps by one of its actions."""

    result: WorkResult
    action: ActionItem | None

    @property
    def words(self) -> str:
        """How people and files call it: the action, else the result."""
        return self.action.text if self.action else self.result.text


def places(actor: Actor) -> dict[str, Place]:
    """Return the places of the actor's open plans by the value a form sends. Two queries."""
    plans = open_plans(actor).values("pk")
    actions = ActionItem.objects.filter(plan__in=plans)
    results = WorkResult.objects.filter(plan__in=plans).select_related("plan__assignment")
    named = {row.pk: row for row in results}
    return {f"a{row.pk}": Place(named[row.result_id], row) for row in actions} | {
        f"r{pk}": Place(row, None) for pk, row in named.items()
    }


def places_named(actor: Actor, values: Iterable[str]) -> dict[str, Place]:
    """Return the actor's own places by the value a form gives them, of any plan and year.

    Whether the plan is still in force is asked when something is stored. Two queries.
    """
    keys = {kind: _numbers(values, kind) for kind in "ar"}
    own = {"agency": actor.agency, "plan__assignment__employee": actor.me}
    actions = ActionItem.objects.filter(pk__in=keys["a"], **own).select_related("result")
    results = WorkResult.objects.filter(pk__in=keys["r"], **own)
    found = {f"a{row.pk}": Place(row.result, row) for row in actions}
    return found | {f"r{row.pk}": Place(row, None) for row in results}


def by_words(actor: Actor) -> dict[str, Place]:
    """Return the same by their words as `plain` writes them; an action before a result."""
    found = sorted(places(actor).values(), key=lambda place: place.action is None, reverse=True)
    return {plain(place.words): place for place in found}


def plain(words: str) -> str:
    """Words as they are compared: blanks, case and a full stop at the end make no difference."""
    return " ".join(words.split()).casefold().rstrip(".")


def _numbers(values: Iterable[str], kind: str) -> set[int]:
    return {int(one[1:]) for one in values if one[:1] == kind and _is_number(one[1:])}


def _is_number(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) <= 18
