"""The evaluations of the regional example (Anak Lampiran 5), as their people enter them."""

from collections.abc import Mapping
from dataclasses import dataclass

from karsa.accounts.actor import Actor
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, Grade, Level, Rating
from karsa.feedback import services as feedback
from karsa.org.models import Period, Unit
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUES
from karsa.site.demo.regional import Cast, Row

_VALUES = {value.name: value.key for value in VALUES}
_RATINGS = {
    "DIATAS EKSPEKTASI": Rating.ABOVE,
    "SESUAI EKSPEKTASI": Rating.MEETS,
    "DIBAWAH EKSPEKTASI": Rating.BELOW,
}
_LEVELS = {str(level.label).upper(): level for level in Level}
_LEADER = "Pimpinan"
_REASON = "Contoh evaluasi dari Anak Lampiran 5 PermenPANRB 6/2022"


@dataclass(frozen=True)
class Stage:
    """The people during the period and in its window, and who speaks as whom beside the leader."""

    during: Cast
    after: Cast
    voices: Mapping[str, Actor]  # "Pegawai", "Rekan kerja setingkat"; others are outside parties


def plant_level(actor: Actor, unit: Unit, period: Period, row: Row) -> None:
    """Set the achievement of the unit the rater leads, as the example says it."""
    services.set_organisation_grade(
        actor=actor,
        unit=unit,
        period=period,
        level=_LEVELS[row["organisation_grade"]],
        reason=_REASON,
    )


def plant_evaluation(stage: Stage, plan: PerformancePlan, period: Period, row: Row) -> Evaluation:
    """Give the feedback, set both ratings and sign; blanks of the example stay blank."""
    leader = stage.during.actor_of(plan.rater_id or 0)
    results = _results(plan)
    for line, result in zip(row["results"], results, strict=True):
        for remark in line["feedback"] or ():
            _say(stage, leader, plan, remark, result=result)
    for line in row["behaviours"]:
        for remark in line["feedback"] or ():
            _say(stage, leader, plan, remark, value=_VALUES[line["value"]])
    rater = stage.after.actor_of(plan.rater_id or 0)
    decided = services.decide(
        actor=rater,
        plan=plan,
        period=period,
        result_rating=_RATINGS[row["result_rating"]],
        behaviour_rating=_RATINGS[row["behaviour_rating"]],
        reason=_REASON,
        realisations=_realisations(row, results),
    )
    return services.sign(actor=rater, evaluation_id=decided.pk)


def says_the_same_grade(row: Row, evaluation: Evaluation) -> bool:
    """Whether the quadrant gives the grade that the example prints."""
    return bool(str(Grade(evaluation.grade).label).upper() == row["grade"])


def _results(plan: PerformancePlan) -> list[WorkResult]:
    return sorted(plan.results.all(), key=lambda one: (one.kind != WorkResult.Kind.MAIN, one.order))


def _realisations(row: Row, results: list[WorkResult]) -> dict[int, str]:
    pairs = zip(row["results"], results, strict=True)
    return {one.pk: "\n".join(line["realisation"] or ()) for line, one in pairs}


def _say(
    stage: Stage,
    leader: Actor,
    plan: PerformancePlan,
    remark: Row,
    result: WorkResult | None = None,
    value: str = "",
) -> None:
    """Who is neither leader nor colleague speaks through the leader, who writes it down."""
    giver = remark["giver"]
    known = giver == _LEADER or giver in stage.voices
    feedback.give(
        actor=stage.voices.get(giver, leader),
        plan=plan,
        tone="positive",
        text=remark["text"],
        result=result,
        value=value,
        outside_party="" if known else giver,
    )
