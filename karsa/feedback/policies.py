"""Who may give feedback on whose work, and in what capacity."""

from karsa.accounts.actor import Actor
from karsa.feedback.models import Feedback
from karsa.org.models import Assignment, RaterLine
from karsa.org.models.dated import current
from karsa.org.queries.raters import rater_line
from karsa.plans.models import PerformancePlan

Source = Feedback.Source


def source_of(actor: Actor, plan: PerformancePlan) -> Feedback.Source | None:
    """Return in what capacity the actor may speak about a plan's holder today; None if in none.

    Leader: today's rater or that rater's superior. Subordinate: somebody the holder rates.
    Peer: somebody with a post in the same unit. Never oneself. At most three queries.
    """
    if actor.employee_id is None or plan.assignment.employee_id == actor.employee_id:
        return None
    line = rater_line(plan.assignment_id, actor.today)
    if line is not None and actor.employee_id in (line.rater_id, line.reviewer_id):
        return Source.LEADER
    if _is_rated_by_the_holder(actor, plan):
        return Source.SUBORDINATE
    return Source.PEER if _works_in_the_unit(actor, plan) else None


def can_give(actor: Actor, plan: PerformancePlan) -> bool:
    """Leaders, subordinates and peers of the unit may. At most three queries."""
    return source_of(actor, plan) is not None


def can_enter_outside(actor: Actor, plan: PerformancePlan) -> bool:
    """The words of an outside party are written down by the rater or that rater's superior."""
    return source_of(actor, plan) is Source.LEADER


def can_reply(actor: Actor, feedback: Feedback) -> bool:
    """Whoever it is about may answer. No query."""
    return actor.employee_id is not None and feedback.employee_id == actor.employee_id


def _is_rated_by_the_holder(actor: Actor, plan: PerformancePlan) -> bool:
    mine = RaterLine.objects.filter(
        current(actor.today),
        agency=actor.agency,
        rater=plan.assignment.employee_id,
        assignment__employee=actor.me,
    )
    return mine.exists()


def _works_in_the_unit(actor: Actor, plan: PerformancePlan) -> bool:
    mine = Assignment.objects.on(actor.today).filter(agency=actor.agency)
    return mine.filter(employee=actor.me, unit=plan.assignment.unit_id).exists()
