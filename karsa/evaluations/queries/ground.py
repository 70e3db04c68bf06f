"""What proposals stand on, read for many plans at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karsa.evaluations.queries.achievements import IndicatorFact, achievements_of
from karsa.evaluations.queries.evidence import (
    EntryRow,
    RemarkRow,
    ResultRow,
    entries_of,
    remarks_of,
    results_of,
)
from karsa.indicators.models import Indicator
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan


@dataclass(frozen=True, slots=True)
class Ground:
    """What a proposal stands on: results, entries since the plan began, feedback, indicators."""

    results: Sequence[ResultRow]
    entries: Sequence[EntryRow]
    remarks: Sequence[RemarkRow]
    known: Mapping[int, IndicatorFact]


def grounds_of(plans: Sequence[PerformancePlan], period: Period) -> dict[int, Ground]:
    """Return what the proposal of each plan stands on, by the plan's key.

    The plans are of the period's agency and year. Three queries, four where indicators are linked.
    """
    results = results_of(plans)
    entries = entries_of(plans, period)
    remarks = remarks_of(plans, period)
    known = _indicators([row for rows in results.values() for row in rows], period)
    return {
        plan.pk: Ground(
            results[plan.pk], entries[plan.assignment_id], remarks[plan.assignment_id], known
        )
        for plan in plans
    }


def _indicators(results: Sequence[ResultRow], period: Period) -> dict[int, IndicatorFact]:
    """The indicators the results' measures are linked to; no query where none is."""
    measures = [measure for row in results for measure in row.measures]
    keys = {one.indicator_id for one in measures if one.indicator_id is not None}
    if not keys:
        return {}
    return {
        fact.indicator_id: fact
        for fact in achievements_of(Indicator.objects.filter(pk__in=keys), period)
    }
