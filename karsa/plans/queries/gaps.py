"""What a plan still lacks, from its rows."""

from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.planning import MeasureDraft, ResultDraft, gaps
from karsa.rules.refused import Refused


def gaps_of(plan: PerformancePlan) -> tuple[Refused, ...]:
    """Return what is missing before the plan can be proposed. Two queries, none if prefetched."""
    return gaps(
        [_result(row) for row in _results(plan)],
        for_head=plan.for_head,
        quantitative=plan.approach == PerformancePlan.Approach.QUANTITATIVE,
        has_rater=plan.rater_id is not None,
    )


def _results(plan: PerformancePlan) -> list[WorkResult]:
    known = "results" in getattr(plan, "_prefetched_objects_cache", {})
    rows = plan.results.all() if known else plan.results.prefetch_related("measures")
    return sorted(rows, key=lambda row: row.order)


def _result(row: WorkResult) -> ResultDraft:
    measures = sorted(row.measures.all(), key=lambda one: one.order)
    return ResultDraft(
        row.text, row.kind == WorkResult.Kind.MAIN, tuple(_measure(one) for one in measures)
    )


def _measure(row: IndividualIndicator) -> MeasureDraft:
    return MeasureDraft(row.text, row.target, row.aspect)
