"""Who may do what with rewards, improvement, discipline and allowance: each one sentence."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consequences.models import (
    AllowanceRule,
    AllowanceRun,
    AwardRound,
    DisciplineCase,
    Improvement,
    Incentive,
    Reward,
)
from karsa.evaluations.models import Evaluation
from karsa.org.models import Assignment
from karsa.org.queries.heads import heads_above


def can_keep_awards(actor: Actor) -> bool:
    """The office of personnel writes rules and opens rounds. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER) and actor.employee_id is not None


def can_nominate(actor: Actor) -> bool:
    """Any employee may propose. No query."""
    return actor.employee_id is not None


def can_lead_round(actor: Actor, row: AwardRound) -> bool:
    """Whoever opened it. No query."""
    return actor.me == row.opened_by_id


def can_mend_round(actor: Actor, row: AwardRound) -> bool:
    """The office, for a jury that is too small; not who decides. No query."""
    return can_keep_awards(actor) and actor.me != row.decider_id


def can_decide_award(actor: Actor, row: AwardRound) -> bool:
    """Whom the round names. No query."""
    return actor.me == row.decider_id


def can_consent(actor: Actor, row: Reward) -> bool:
    """Only the person. No query."""
    return row.employee_id is not None and actor.me == row.employee_id


def can_sign_certificate(actor: Actor, row: Reward) -> bool:
    """Who decided. No query."""
    return actor.me == row.decided_by_id


def can_propose_incentive(actor: Actor, row: Reward) -> bool:
    """The office, never for oneself. No query."""
    return can_keep_awards(actor) and actor.me != row.employee_id


def can_answer_incentive(actor: Actor, row: Incentive) -> bool:
    """Another than who proposed it: the head of region or another of the office. No query."""
    if actor.employee_id is None or actor.me in (row.proposed_by_id, row.reward.employee_id):
        return False
    return actor.has(Role.REGENT, Role.PERFORMANCE_MANAGER)


def can_begin_improvement(actor: Actor, row: Evaluation) -> bool:
    """The rater, the rater's superior or the office; nobody for oneself. No query."""
    if actor.employee_id is None or actor.me == row.assignment.employee_id:
        return False
    return actor.me in (row.rater_id, row.reviewer_id) or actor.has(Role.PERFORMANCE_MANAGER)


def can_guide_improvement(actor: Actor, row: Improvement) -> bool:
    """Those who see it today but the person themselves. One query."""
    if actor.employee_id is None or actor.me == row.employee_id:
        return False
    return Improvement.objects.visible_to(actor).filter(pk=row.pk).exists()


def can_place(actor: Actor, row: Improvement) -> bool:
    """The office or the head of region records test and decision, never who began it. No query."""
    if actor.me in (row.employee_id, row.begun_by_id):
        return False
    return actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT) and actor.employee_id is not None


def can_answer(actor: Actor, employee_id: int) -> bool:
    """The right of reply is the person's. No query."""
    return actor.employee_id is not None and actor.me == employee_id


def can_report(actor: Actor, employee_id: int) -> bool:
    """Whoever leads a unit, rates people, or serves personnel or inspection; never of oneself."""
    if actor.employee_id is None or actor.me == employee_id:
        return False
    return actor.has(*REPORTERS)


REPORTERS = (Role.RATER, Role.UNIT_HEAD, Role.PERFORMANCE_MANAGER, Role.INSPECTOR, Role.REGENT)


def can_take(actor: Actor, row: DisciplineCase) -> bool:
    """An officer of personnel who neither reported it nor is the person. No query."""
    if actor.me in (row.complainant_id, row.employee_id):
        return False
    return can_keep_awards(actor)


def can_succeed(actor: Actor, row: DisciplineCase) -> bool:
    """Who may take it, but for those who decide it or its appeal. No query."""
    return can_take(actor, row) and actor.me not in (row.decider_id, row.appeal_decider_id)


def can_lead_case(actor: Actor, row: DisciplineCase) -> bool:
    """The officer of the case, as long as they serve personnel. No query."""
    return can_keep_awards(actor) and actor.me == row.officer_id


def can_decide_case(actor: Actor, row: DisciplineCase) -> bool:
    """The official whom the case names. No query."""
    return actor.employee_id is not None and actor.me == row.decider_id


def can_decide_appeal(actor: Actor, row: DisciplineCase) -> bool:
    """The official above, whom the appeal names. No query."""
    return actor.employee_id is not None and actor.me == row.appeal_decider_id


def deciders_of(row: DisciplineCase, actor: Actor) -> list[Assignment]:
    """Heads above the person, the nearest first, but for whoever reported or serves the case.

    One query.
    """
    out = (row.employee_id, row.complainant_id, row.officer_id)
    return [post for post in heads_above(row.unit, actor.today) if post.employee_id not in out]


def can_keep_allowance(actor: Actor) -> bool:
    """The performance office writes rules and works months out."""
    return actor.has(Role.PERFORMANCE_MANAGER) and actor.employee_id is not None


def can_approve_rule(actor: Actor, rule: AllowanceRule) -> bool:
    """Another one of the office, or the regent; never who wrote it."""
    return _is_second(actor, rule.written_by_id)


def can_approve_run(actor: Actor, run: AllowanceRun) -> bool:
    """Another one of the office, or the regent; never who worked it out."""
    return _is_second(actor, run.made_by_id)


def _is_second(actor: Actor, first_id: int) -> bool:
    if actor.employee_id is None or actor.employee_id == first_id:
        return False
    return actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT)
