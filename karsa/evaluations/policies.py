"""Who may do what with an evaluation: each one sentence."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.evaluations.models import (
    CalibrationSession,
    Evaluation,
    Objection,
    PaperForm,
    PeriodReopening,
    RaterEffect,
    SecondRating,
    Takeover,
)
from karsa.org.models import Assignment, Unit
from karsa.plans.models import PerformancePlan


def can_rate(actor: Actor, plan: PerformancePlan, seats: tuple[int | None, ...]) -> bool:
    """Whoever holds one of the seats (rater, rater's superior), but nobody rates themselves."""
    if actor.employee_id is None or _is_about(actor, plan.assignment.employee_id):
        return False
    return actor.employee_id in seats


def can_take_over(actor: Actor, plan: PerformancePlan, reviewer_id: int | None) -> bool:
    """Only the rater's superior, and nobody what is about themselves."""
    if _is_about(actor, plan.assignment.employee_id):
        return False
    return actor.employee_id is not None and actor.employee_id == reviewer_id


def can_state(actor: Actor, row: Takeover) -> bool:
    """Only the person whose rating was taken over."""
    return _is_about(actor, row.assignment.employee_id)


def can_hand_over(actor: Actor, row: Evaluation) -> bool:
    """Whoever decided signs it and hands it over."""
    return actor.employee_id is not None and row.decided_by_id == actor.employee_id


def can_receive(actor: Actor, row: Evaluation) -> bool:
    """Only the person themselves receives and objects."""
    return _is_about(actor, row.assignment.employee_id)


def can_explain(actor: Actor, objection: Objection) -> bool:
    """The rater who decided answers the objection."""
    return actor.employee_id is not None and objection.evaluation.rater_id == actor.employee_id


def can_decide_objection(actor: Actor, objection: Objection) -> bool:
    """The rater's superior decides, never the rater or the person."""
    row = objection.evaluation
    if _is_about(actor, row.assignment.employee_id) or actor.employee_id == row.rater_id:
        return False
    return actor.employee_id is not None and row.reviewer_id == actor.employee_id


def can_sign_paper(actor: Actor, person_id: int) -> bool:
    """Only the person whom the form names; nobody signs for another."""
    return _is_about(actor, person_id)


def can_bring_scan(actor: Actor, parties: frozenset[int]) -> bool:
    """Whoever the form names brings the scan of the signed paper."""
    return actor.employee_id is not None and actor.employee_id in parties


def can_type_for(actor: Actor, post: Assignment) -> bool:
    """The unit's operator prints blanks and types them in, never the own evaluation."""
    if _is_about(actor, post.employee_id):
        return False
    return any(post.unit.path.startswith(path) for path in actor.operated_paths)


def can_confirm_form(actor: Actor, form: PaperForm) -> bool:
    """Only the one whose words they are: the employee for a plan, the rater for ratings."""
    return _is_about(actor, form.confirmer_id)


def can_keep_papers(actor: Actor) -> bool:
    """The performance office and the administrator choose paper and way of signing."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


def can_close(actor: Actor, row: Evaluation) -> bool:
    """Rater and superior close what is settled; the command that does it daily acts for all."""
    if actor.has(Role.ADMINISTRATOR) and actor.user_id is None:
        return True
    return actor.employee_id is not None and actor.employee_id in (row.rater_id, row.reviewer_id)


def can_set_organisation_grade(
    actor: Actor, superior_id: int | None, head_id: int | None, setters: frozenset[str]
) -> bool:
    """Whoever the agency's rules name, never the unit's own head.

    `setters` holds "superior" (the rater of the unit's head) or roles that act on behalf.
    """
    if actor.employee_id is None or actor.employee_id == head_id:
        return False
    if "superior" in setters and actor.employee_id == superior_id:
        return True
    return any(role.value in setters for role in actor.roles)


def can_advise_level(actor: Actor, unit: Unit, head_id: int | None) -> bool:
    """The evaluation team of the unit or of one above it, never the unit's own head."""
    if actor.employee_id is None or actor.employee_id == head_id:
        return False
    return any(unit.path.startswith(path) for path in actor.team_paths)


def can_enter_index(actor: Actor) -> bool:
    """The performance office."""
    return actor.has(Role.PERFORMANCE_MANAGER) and actor.employee_id is not None


def _is_about(actor: Actor, employee_id: int) -> bool:
    return actor.employee_id is not None and actor.employee_id == employee_id


def can_keep_fairness(actor: Actor) -> bool:
    """The performance office writes cases and asks for the figures."""
    return actor.has(Role.PERFORMANCE_MANAGER)


def can_rate_vignette(actor: Actor) -> bool:
    """Whoever rates people rates the cases."""
    return actor.has(Role.RATER) and actor.employee_id is not None


def can_answer_effect(actor: Actor, effect: RaterEffect) -> bool:
    """Only the rater whom the figures are about."""
    return _is_about(actor, effect.rater_id)


def can_close_period(actor: Actor) -> bool:
    """The performance office; a command acts for it."""
    return actor.has(Role.PERFORMANCE_MANAGER) or (
        actor.has(Role.ADMINISTRATOR) and actor.user_id is None
    )


def can_take_report(actor: Actor) -> bool:
    """The performance office, which sends it upwards."""
    return actor.has(Role.PERFORMANCE_MANAGER)


def can_agree_to_reopen(actor: Actor, row: PeriodReopening) -> bool:
    """Another one of the office, or the regent; never who asked."""
    if actor.employee_id is None or _is_about(actor, row.asked_by_id):
        return False
    return actor.has(Role.PERFORMANCE_MANAGER) or actor.has(Role.REGENT)


def can_open_session(actor: Actor, unit: Unit) -> bool:
    """The unit's head, for the raters below; the performance office for any unit."""
    if actor.employee_id is None:
        return False
    return actor.has(Role.PERFORMANCE_MANAGER) or unit.path.startswith(actor.led_paths)


def can_lead_session(actor: Actor, session: CalibrationSession) -> bool:
    """Whoever opened it."""
    return _is_about(actor, session.led_by_id)


def can_rate_second(actor: Actor, row: SecondRating) -> bool:
    """Only who was drawn, as long as they have not declined."""
    return _is_about(actor, row.rater_id) and row.declined_on is None
