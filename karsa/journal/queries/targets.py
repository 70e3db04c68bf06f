"""The number a result's accepted entries can be held against."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Value

from karsa.kit.prepared import prepared
from karsa.plans.models import ActionItem, IndividualIndicator
from karsa.rules.achievement import Polarity
from karsa.rules.reporting import NOT_ADDED

_COUNTED = ("", IndividualIndicator.Aspect.QUANTITY)


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity to reach within the plan, in its unit."""

    value: Decimal
    measure: str


def adds_to(wanted: str, measure: str) -> bool:
    """Whether an entry in `measure` adds to a target in `wanted`; one without a unit does."""
    return unit(measure) in ("", unit(wanted))


@lru_cache(maxsize=4096)
def unit(measure: str) -> str:
    """A unit as it is compared."""
    return measure.strip().casefold()


def targets_of(plan_ids: Sequence[int]) -> dict[int, Target]:
    """Return the target of each result that has one: its measure's, else its actions' together.

    Shares, times and falling measures are not sums of days, so they give none. One query.
    """
    measures: dict[int, Target] = {}
    actions: dict[int, list[Target]] = defaultdict(list)
    rows = sorted(_aims(plan_ids), key=lambda row: row[:3])
    for pk, is_measure, _order, value, measure in rows:
        if not is_measure:
            actions[pk].append(Target(value, measure))
        elif unit(measure) not in NOT_ADDED:
            measures.setdefault(pk, Target(value, measure))
    summed = {pk: _together(found) for pk, found in actions.items()}
    return {pk: target for pk, target in (summed | measures).items() if target is not None}


@prepared
def _aims(plan_ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Measures and actions with a number: result, which of both, order, number, unit."""
    fields = ("result_id", "is_measure", "order", "target_value", "measure")
    measures = IndividualIndicator.objects.filter(
        aspect__in=_COUNTED, polarity=Polarity.MAXIMIZE
    ).annotate(is_measure=Value(True))
    actions = ActionItem.objects.annotate(is_measure=Value(False))
    first, second = (
        rows.filter(result__plan__in=plan_ids, target_value__gt=0).values_list(*fields)
        for rows in (measures, actions)
    )
    return first.union(second, all=True)


def _together(actions: list[Target]) -> Target | None:
    """The sum of actions that are counted in one unit; others cannot be added."""
    units = {unit(action.measure) for action in actions}
    if len(units) != 1 or units & NOT_ADDED:
        return None
    return Target(sum((one.value for one in actions), Decimal(0)), actions[0].measure)
