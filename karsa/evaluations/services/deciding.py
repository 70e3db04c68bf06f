"""The rater's decision: two ratings by a person, from which the grade follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.documents.language import in_indonesian
from karsa.evaluations.models import Evaluation, ResultAssessment
from karsa.evaluations.policies import can_hand_over, can_rate
from karsa.evaluations.queries.cases import status_in
from karsa.evaluations.queries.context import context_of
from karsa.evaluations.queries.proposal import proposal_for
from karsa.evaluations.queries.snapshot import snapshot_of
from karsa.evaluations.queries.turn import Turn, takeover_of, turn_of
from karsa.evaluations.services.calibrating import keep_change
from karsa.evaluations.services.held import held
from karsa.org.models import EmployeeStatus, Period, RaterLine
from karsa.plans.models import PerformancePlan
from karsa.rules import flow
from karsa.rules.decision import check_reason, check_turn
from karsa.rules.grade import Rating, grade, rating_of
from karsa.rules.raters import check_one_rater
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.rules.study import check_dropout


@dataclass(frozen=True, slots=True)
class _Choice:
    result: Rating
    behaviour: Rating
    reason: str
    recommendation: str


@transaction.atomic
def decide(
    *,
    actor: Actor,
    plan: PerformancePlan,
    period: Period,
    result_rating: str,
    behaviour_rating: str,
    reason: str = "",
    realisations: Mapping[int, str] | None = None,
    result_ratings: Mapping[int, str] | None = None,
    recommendation: str = "",
) -> Evaluation:
    """Set both ratings for one plan in one period; the grade follows by the quadrant.

    What the evidence proposed is kept beside it. Deciding again before signing replaces the
    decision. `realisations` and `result_ratings` by id of the plan's results.

    Raises PermissionDenied unless the actor rates the post or reviews its rater; Refused out of
    turn (before the window, the rater once the superior took over, the superior before that and
    while the person is heard), without the words a departure, an extreme grade or a change after
    a calibration needs, or once it is signed.
    """
    plan = PerformancePlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    period = held(period)
    turn = turn_of(plan, period, actor.today)
    if turn is None or not can_rate(actor, plan, turn.seats):
        raise PermissionDenied
    superior = actor.employee_id != turn.rater_id
    check_turn(
        turn.window, actor.today, superior=superior, alone=turn.is_alone, hearing=turn.hearing
    )
    _check_plan(plan, period)
    lines = RaterLine.objects.on(actor.today).filter(assignment=plan.assignment_id)
    check_one_rater(lines.values_list("rater_id", flat=True))
    choice = _Choice(
        rating_of(result_rating),
        rating_of(behaviour_rating),
        reason.strip(),
        recommendation.strip(),
    )
    row = _decided(actor, plan, period, turn, choice)
    _assess(row, realisations or {}, result_ratings or {})
    record(actor, "evaluations.decided", row, note=f"{row.grade}: {choice.reason}")
    return row


@transaction.atomic
def reopen(*, actor: Actor, evaluation_id: int) -> Evaluation:
    """Take a decision back before it is signed.

    Raises PermissionDenied to all but who decided, Refused once it is signed, the period closed,
    or the rating taken over by the superior.
    """
    row = Evaluation.objects.select_for_update().get(pk=evaluation_id)
    if not can_hand_over(actor, row):
        raise PermissionDenied
    _check_open(held(row.period))
    taken = takeover_of(row.assignment_id, row.period)
    if taken and taken.taken_by_id != actor.employee_id:
        raise Refused(_("Atasan Anda sudah mengambil alih penilaian ini, jadi ia yang memutuskan."))
    row.state = flow.step(flow.EVALUATION, row.state, "draft")
    row.save(update_fields=["state"])
    record(actor, "evaluations.reopened", row)
    return row


def _check_plan(plan: PerformancePlan, period: Period) -> None:
    if plan.state != PerformancePlan.State.SET:
        raise Refused(_("SKP ini belum ditetapkan. Selesaikan dialog kinerja dulu, lalu nilai."))
    _check_open(period)
    if plan.year != period.year or plan.starts > period.ends or plan.ends < period.starts:
        raise Refused(_("SKP ini tidak berlaku pada periode tersebut."))
    person = plan.assignment.employee
    if not person.is_graded:
        raise Refused(
            _("Pegawai Non-ASN melapor dan menerima umpan balik, tetapi tidak diberi predikat.")
        )
    statuses = EmployeeStatus.objects.on(period.ends).filter(employee=person)
    if statuses.exclude(kind__in=EmployeeStatus.OWES_PLAN).exists():
        raise Refused(
            _("Pegawai ini tidak wajib SKP pada akhir periode, jadi tidak dinilai di sini.")
        )


def _check_open(period: Period) -> None:
    if period.is_closed:
        raise Refused(_("Periode ini sudah ditutup, jadi nilainya tidak berubah lagi."))


def _decided(
    actor: Actor, plan: PerformancePlan, period: Period, turn: Turn, choice: _Choice
) -> Evaluation:
    found = Evaluation.objects.filter(assignment=plan.assignment_id, period=period)
    row = found.select_for_update().first() or Evaluation(
        agency=actor.agency, assignment=plan.assignment, period=period
    )
    _step_to_decided(row)
    # Kept for ever and read by both: in the law's language, whatever the decider reads.
    proposal = in_indonesian(proposal_for)(plan, period, actor.today)
    outcome = grade(choice.result, choice.behaviour)
    if status_in(plan, period) == EmployeeStatus.Kind.STUDY_ENDED:
        check_dropout(outcome)
    check_reason(proposal.ratings, (choice.result, choice.behaviour), outcome, choice.reason)
    before = (row.result_rating, row.behaviour_rating, row.grade)
    row.plan, row.rater_id, row.reviewer_id = plan, turn.rater_id, turn.reviewer_id
    row.decided_by_id, row.decided_at = actor.employee_id, actor.now
    row.result_rating, row.behaviour_rating = choice.result.value, choice.behaviour.value
    row.grade = outcome.value
    row.departure_reason, row.recommendation = choice.reason, choice.recommendation
    row.is_final = turn.is_alone or actor.employee_id != turn.rater_id
    around = in_indonesian(context_of)(plan, period)
    row.proposal = snapshot_of(proposal) | {"context": around.plain()}
    row.save()
    keep_change(actor, row, before)
    return row


def _step_to_decided(row: Evaluation) -> None:
    if row.state == Evaluation.State.DECIDED:
        row.state = flow.step(flow.EVALUATION, row.state, "draft")
    row.state = flow.step(flow.EVALUATION, row.state, "decided")


def _assess(row: Evaluation, realisations: Mapping[int, str], ratings: Mapping[int, str]) -> None:
    """Keep what became of each result, for the plan's own results only."""
    row.results.all().delete()
    keys = set(row.plan.results.values_list("pk", flat=True)) & (set(realisations) | set(ratings))
    ResultAssessment.objects.bulk_create(
        ResultAssessment(
            agency_id=row.agency_id,
            evaluation=row,
            result_id=key,
            realisation=realisations.get(key, "").strip(),
            rating=Rating(ratings[key]).value if ratings.get(key) else "",
        )
        for key in sorted(keys)
    )
