"""What a unit's level stands on: its indicators, by the quarter's action plan or the trajectory.

Source: PermenPANRB 6/2022 annex IV.B.1.c: either gives the periodic achievement.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from karsa.evaluations.queries.achievements import IndicatorFact, achievements_of
from karsa.indicators.models import Indicator
from karsa.org.models import Period
from karsa.org.queries.rules import values_of
from karsa.plans.queries.quarters import LineFact, actions_by_unit
from karsa.rules.achievement import NO_DATA, Achievement
from karsa.rules.consolidation import Consolidation, consolidate
from karsa.tenancy.models import Agency

ACTIONS, TRAJECTORY = "actions", "trajectory"
_BOTH = (ACTIONS, TRAJECTORY)


def level_facts(
    agency: Agency, units: Iterable[int], period: Period
) -> dict[int, tuple[IndicatorFact, ...]]:
    """Return what each unit's active indicators, and lines of its agreement, came to.

    The rule set "organisation_grade" says in which order the two are asked ({"basis": ["actions",
    "trajectory"]}, the default); the first that knows a value gives it. A year has no action
    plan. Two queries for any number of units.
    """
    keys = list(units)
    basis = tuple(values_of(agency, period.year, "organisation_grade").get("basis") or _BOTH)
    own: dict[int, list[IndicatorFact]] = defaultdict(list)
    for fact in achievements_of(Indicator.objects.filter(unit__in=keys, is_active=True), period):
        own[fact.unit_id].append(fact)
    if period.is_annual or ACTIONS not in basis:
        return {unit: tuple(own[unit]) for unit in keys}
    planned = actions_by_unit(keys, period)
    return {unit: _merged(own[unit], planned[unit], basis) for unit in keys}


def _merged(
    own: Sequence[IndicatorFact], planned: Sequence[LineFact], basis: Sequence[str]
) -> tuple[IndicatorFact, ...]:
    by_indicator: dict[int | None, list[LineFact]] = defaultdict(list)
    for line in planned:
        by_indicator[line.indicator_id].append(line)
    found = [_chosen(fact, by_indicator.pop(fact.indicator_id, []), basis) for fact in own]
    alone = (line for lines in by_indicator.values() for line in lines)
    return (*found, *map(_of_line, alone))


def _chosen(fact: IndicatorFact, lines: Sequence[LineFact], basis: Sequence[str]) -> IndicatorFact:
    """One indicator by the first basis that knows its value."""
    known = {TRAJECTORY: fact}
    mean = consolidate(Consolidation.AVERAGE, [line.found.value for line in lines])
    if mean is not None:
        known[ACTIONS] = replace(fact, found=Achievement(mean), by_actions=True)
    for name in basis:
        if name in known and known[name].found.value is not None:
            return known[name]
    return replace(fact, found=Achievement(None, NO_DATA), actual=None)


def _of_line(line: LineFact) -> IndicatorFact:
    """A line of the agreement that is no indicator of the unit's own."""
    return IndicatorFact(0, line.unit_id, line.name, line.found, by_actions=True)
