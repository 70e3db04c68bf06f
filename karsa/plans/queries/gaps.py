"""What a plan still lacks, from its rows."""

from collections.abc import Iterable

from karsa.plans.models import IndividualIndicator, PerformancePlan, WorkResult
from karsa.rules.planning import MeasureDraft, ResultDraft, gaps
from karsa.rules.refused import Refused


def gaps_of(
    plan: PerformancePlan, results: Iterable[WorkResult] | None = None
) -> tuple[Refused, ...]:
    """Return what is missing before the plan can be proposed.

    Two queries, none with `results` whose measures are loaded.
    """
    rows = results if results is not None else plan.results.prefetch_related("measures")
    return gaps(
        [_result(row) for row in sorted(rows, key=lambda row: row.order)],
        for_head=plan.for_head,
        quantitative=plan.approach == PerformancePlan.Approach.QUANTITATIVE,
        has_rater=plan.rater_id is not None,
    )


def _result(row: WorkResult) -> ResultDraft:
    measures = sorted(row.measures.all(), key=lambda one: one.order)
    return ResultDraft(
        row.text, row.kind == WorkResult.Kind.MAIN, tuple(_measure(one) for one in measures)
    )


def _measure(row: IndividualIndicator) -> MeasureDraft:
    return MeasureDraft(row.text, row.target, row.aspect)
