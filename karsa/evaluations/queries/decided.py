"""What a rater decided before and may decide anew until it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from karsa.evaluations.models import Evaluation
from karsa.org.models import Period
from karsa.plans.models import PerformancePlan


@dataclass(frozen=True, slots=True)
class Decided:
    """Both ratings with their words; `realisations` by the result's id, empty ones left out."""

    result_rating: str
    behaviour_rating: str
    reason: str
    recommendation: str
    realisations: Mapping[int, str]


def decided_before(plan: PerformancePlan, period: Period) -> Decided | None:
    """Return what stands for the plan's post in `period`; None where nothing does. One query."""
    rows = list(
        Evaluation.objects.filter(assignment=plan.assignment_id, period=period)
        .exclude(result_rating="")
        .values_list(
            "result_rating",
            "behaviour_rating",
            "departure_reason",
            "recommendation",
            "results__result",
            "results__realisation",
        )
    )
    if not rows:
        return None
    return Decided(*rows[0][:4], {key: words for *_choice, key, words in rows if words})
