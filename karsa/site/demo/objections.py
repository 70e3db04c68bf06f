"""One objection that waits and one that was decided, at two puskesmas of the showcase."""

from collections.abc import Sequence
from datetime import date

from karsa.evaluations.models import Evaluation, Objection
from karsa.rules.grade import Rating, grade
from karsa.site.demo.decisions import as_decided
from karsa.site.demo.evaluations import Judged
from karsa.site.demo.quarters import Terms
from karsa.site.demo.words.library import voices
from karsa.site.demo.world import World

State = Evaluation.State
# A midwife at Puskesmas Mataram, and one at Puskesmas Bekasi.
WAITING = "197007081997021052"
DECIDED = "197408082002121007"
_FIELDS = (
    "state",
    "result_rating",
    "behaviour_rating",
    "grade",
    "departure_reason",
    "delivered_on",
    "received_on",
)


def write(world: World, judged: Sequence[Judged]) -> None:
    """Write both, where the people and a past quarter are there. Up to four queries."""
    waiting = [one for one in judged if _is(one, WAITING)]
    settled = [one for one in judged if _is(one, DECIDED)]
    if waiting:
        _wait(world, waiting[-1])
    if len(settled) > 1:
        _settle(world, settled[-2])


def _is(one: Judged, nip: str) -> bool:
    return one.plan.post.row.employee.nip == nip and one.row.received_on is not None


def _below(one: Judged) -> None:
    decision = as_decided(one.proposal, Rating.BELOW, Rating.MEETS, one.plan.post.key)
    one.row.result_rating, one.row.behaviour_rating = decision.result, decision.behaviour
    one.row.grade, one.row.departure_reason = decision.grade, decision.reason


def _wait(world: World, one: Judged) -> None:
    """Received a week ago, objected two days ago: the rater is to explain."""
    terms, days = Terms(world), world.working_days
    _below(one)
    one.row.state = State.OBJECTED
    one.row.delivered_on = one.row.received_on = max(days[-6], one.row.signed_on or days[-6])
    one.row.save(update_fields=_FIELDS)
    _objection(one, days[-2], terms, state=Objection.State.FILED, reason=_words("reason"))


def _settle(world: World, one: Judged) -> None:
    """The superior heard both and changed the rating."""
    terms = Terms(world)
    _below(one)
    filed = terms.after(one.row.received_on or world.today, 4)
    objection = _objection(
        one, filed, terms, state=Objection.State.DECIDED, reason=_words("decided_objection")
    )
    objection.explanation = _words("decided_explanation")
    objection.explained_on = terms.after(filed, 2)
    objection.decision = Objection.Decision.CHANGES
    objection.decision_reason = _words("decided_reason")
    objection.decided_by_id = one.row.reviewer_id
    objection.decided_on = terms.after(filed, 5)
    objection.save()
    one.row.result_rating = Rating.MEETS
    one.row.grade = grade(Rating.MEETS, Rating(one.row.behaviour_rating))
    one.row.state = State.CLOSED
    one.row.save(update_fields=_FIELDS)


def _objection(
    one: Judged, filed: date, terms: Terms, *, state: Objection.State, reason: str
) -> Objection:
    row = one.row
    decided = state == Objection.State.DECIDED
    return Objection.objects.create(
        agency_id=row.agency_id,
        evaluation=row,
        state=state,
        reason=reason,
        filed_on=filed,
        decide_by=terms.decision(filed),
        decision=Objection.Decision.CHANGES if decided else "",
        decision_reason=_words("decided_reason") if decided else "",
        old_result_rating=row.result_rating,
        old_behaviour_rating=row.behaviour_rating,
        old_grade=row.grade,
        old_recommendation=row.recommendation,
    )


def _words(name: str) -> str:
    return str(voices()["objection"][name])
