"""The number a result's accepted entries can be held against."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from karsa.plans.models import ActionItem, IndividualIndicator
from karsa.rules.achievement import Polarity
from karsa.rules.reporting import NOT_ADDED

_COUNTED = frozenset({"", IndividualIndicator.Aspect.QUANTITY})


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity to reach within the plan, in its unit."""

    value: Decimal
    measure: str

    def fits(self, measure: str) -> bool:
        """Whether an entry in `measure` adds to it; an entry without a unit does."""
        said = unit(measure)
        return not said or said == unit(self.measure)


def unit(measure: str) -> str:
    """A unit as it is compared."""
    return measure.strip().casefold()


def targets_of(result_ids: Iterable[int]) -> dict[int, Target]:
    """Return the target of each result that has one: its measure's, else its actions' together.

    Shares, times and falling measures are not sums of days, so they give none. Two queries.
    """
    ids = list(result_ids)
    measured: dict[int, list[IndividualIndicator]] = defaultdict(list)
    for measure in IndividualIndicator.objects.filter(result__in=ids).order_by("order"):
        measured[measure.result_id].append(measure)
    acted: dict[int, list[ActionItem]] = defaultdict(list)
    for action in ActionItem.objects.filter(result__in=ids, target_value__isnull=False):
        acted[action.result_id].append(action)
    found = {pk: _of_measures(measured[pk]) or _of_actions(acted[pk]) for pk in ids}
    return {pk: target for pk, target in found.items() if target is not None}


def _of_measures(measures: list[IndividualIndicator]) -> Target | None:
    for measure in measures:
        countable = measure.aspect in _COUNTED and measure.polarity == Polarity.MAXIMIZE
        if measure.target_value and countable and unit(measure.measure) not in NOT_ADDED:
            return Target(measure.target_value, measure.measure)
    return None


def _of_actions(actions: list[ActionItem]) -> Target | None:
    units = {unit(action.measure) for action in actions}
    if len(units) != 1 or units & NOT_ADDED:
        return None
    total = sum((action.target_value or Decimal(0) for action in actions), Decimal(0))
    return Target(total, actions[0].measure) if total else None
