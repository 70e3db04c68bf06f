"""What an entry can be about, by the value of a form and by the words of a file."""

from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.journal.queries.mine import open_plans
from karsa.plans.models import ActionItem, WorkResult


@dataclass(frozen=True, slots=True)
class Place:
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


def by_words(actor: Actor) -> dict[str, Place]:
    """Return the same by their words as `plain` writes them; an action before a result."""
    found = sorted(places(actor).values(), key=lambda place: place.action is None, reverse=True)
    return {plain(place.words): place for place in found}


def plain(words: str) -> str:
    """Words as they are compared: blanks, case and a full stop at the end make no difference."""
    return " ".join(words.split()).casefold().rstrip(".")
