"""Who may give feedback on whose work, and in what capacity."""

from django.db.models import QuerySet

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.feedback.models import Feedback, Guidance, RoundPart
from karsa.org.models import Assignment, RaterLine, TeamMember, Unit
from karsa.org.models.dated import current
from karsa.org.models.units import below
from karsa.org.queries.raters import rater_line
from karsa.plans.models import PerformancePlan

Source = Feedback.Source


def source_of(actor: Actor, plan: PerformancePlan) -> Feedback.Source | None:
    """Return in what capacity the actor may speak about a plan's holder today; None if in none.

    Leader: today's rater, that rater's superior, or the leader of a work team of the holder.
    Subordinate: somebody the holder rates. Peer: somebody of the same unit or work team.
    Never oneself. At most four queries.
    """
    if actor.employee_id is None or plan.assignment.employee_id == actor.employee_id:
        return None
    team = _team_tie(actor, plan)
    if leads(actor, plan) or team is Source.LEADER:
        return Source.LEADER
    if _is_rated_by_the_holder(actor, plan):
        return Source.SUBORDINATE
    return Source.PEER if team or _works_in_the_unit(actor, plan) else None


def leads(actor: Actor, plan: PerformancePlan) -> bool:
    """Whether the actor is today's rater of the post, or that rater's superior. One query."""
    line = rater_line(plan.assignment_id, actor.today)
    people = (line.rater_id, line.reviewer_id) if line else ()
    return actor.employee_id is not None and actor.employee_id in people


def can_give(actor: Actor, plan: PerformancePlan) -> bool:
    """Leaders, subordinates and peers of the unit or a team may. At most four queries."""
    return source_of(actor, plan) is not None


def can_enter_outside(actor: Actor, plan: PerformancePlan) -> bool:
    """The words of an outside party are written down by the rater or that rater's superior."""
    return leads(actor, plan)


def can_ask(actor: Actor, plan: PerformancePlan) -> bool:
    """Whoever it would be about asks for it, or that person's rater or the rater's superior."""
    is_own = plan.assignment.employee_id == actor.employee_id
    return actor.employee_id is not None and (is_own or leads(actor, plan))


def can_reply(actor: Actor, feedback: Feedback) -> bool:
    """Whoever it is about may answer. No query."""
    return actor.employee_id is not None and feedback.employee_id == actor.employee_id


def can_guide(actor: Actor, plan: PerformancePlan, kind: str) -> bool:
    """Leaders coach and mentor; the office of personnel may counsel too (annex III.D.5).

    Never oneself. At most four queries.
    """
    if kind == Guidance.Kind.COUNSELLING and actor.has(Role.PERFORMANCE_MANAGER):
        return actor.employee_id not in (None, plan.assignment.employee_id)
    return source_of(actor, plan) is Source.LEADER


def can_follow(actor: Actor, guidance: Guidance) -> bool:
    """The two who spoke write down what became of it. No query."""
    return actor.me in (guidance.employee_id, guidance.guide_id)


def can_give_opinion(actor: Actor, guidance: Guidance) -> bool:
    """Whoever was coached or mentored says how it was (B.1.8). No query."""
    return actor.me == guidance.employee_id and guidance.kind != Guidance.Kind.COUNSELLING


def can_review_competence(actor: Actor, guidance: Guidance) -> bool:
    """Whoever coached or mentored looks at the competence afterwards (B.1.9). No query."""
    return actor.me == guidance.guide_id and guidance.kind != Guidance.Kind.COUNSELLING


def can_report_behaviour(actor: Actor, plan: PerformancePlan) -> bool:
    """The rater reports, or that rater's superior. One query."""
    return plan.assignment.employee_id != actor.employee_id and leads(actor, plan)


def rounds_units(actor: Actor) -> QuerySet[Unit]:
    """Units about whose people the actor may open a round: all for the office, else those led."""
    units = Unit.objects.filter(agency=actor.agency, is_open=True)
    return units if actor.has(Role.PERFORMANCE_MANAGER) else units.filter(below(actor.led_paths))


def can_open_round(actor: Actor, unit: Unit) -> bool:
    """The office of personnel, and the head of the unit or of one above it. One query."""
    return rounds_units(actor).filter(pk=unit.pk).exists()


def can_answer_round(actor: Actor, part: RoundPart) -> bool:
    """Whoever was drawn. No query."""
    return actor.employee_id is not None and part.rater_id == actor.employee_id


def can_unshare(actor: Actor, feedback: Feedback) -> bool:
    """Giver and receiver alike may take praise off the wall. No query."""
    return actor.me in (feedback.employee_id, feedback.giver_id)


def _team_tie(actor: Actor, plan: PerformancePlan) -> Feedback.Source | None:
    """Leader or peer by a work team both belong to today. One query."""
    members = TeamMember.objects.together(actor.today, assignment=plan.assignment_id)
    mine = members.filter(assignment__employee=actor.me)
    found = set(mine.values_list("is_leader", flat=True))
    if not found:
        return None
    return Source.LEADER if True in found else Source.PEER


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
