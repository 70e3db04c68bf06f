"""What somebody may do with plans, matrices and agreements: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.indicators.policies import leads, serves
from karsa.org.models import Assignment, RaterLine, Unit
from karsa.org.queries.raters import rater_line
from karsa.org.queries.rules import deadline_rules, values_of
from karsa.plans.models import (
    PerformanceAgreement,
    PerformancePlan,
    QuarterAction,
    RoleResultMatrix,
)
from karsa.rules.deadlines import plan_due


def can_start(actor: Actor, assignment: Assignment) -> bool:
    """One starts one's own plan."""
    return actor.employee_id is not None and assignment.employee_id == actor.employee_id


def can_write(actor: Actor, plan: PerformancePlan) -> bool:
    """Nobody edits another's plan."""
    return can_start(actor, plan.assignment)


def can_lead(actor: Actor, plan: PerformancePlan) -> bool:
    """The rater leads the dialogue; after January without a set plan also the rater's superior.

    Source: PermenPANRB 6/2022 annex II.C.5. One query, two for the superior.
    """
    line = rater_line(plan.assignment_id, actor.today)
    return line is not None and leads_by(actor, plan, line)


def leads_by(actor: Actor, plan: PerformancePlan, line: RaterLine) -> bool:
    """Tell `can_lead` from a known rater line."""
    if actor.employee_id is None:
        return False
    if line.rater_id == actor.employee_id:
        return True
    return line.reviewer_id == actor.employee_id and is_late(actor, plan)


def is_late(actor: Actor, plan: PerformancePlan) -> bool:
    """The year's first plan is not set although its last day has passed. One query."""
    if plan.version > 1 or plan.state not in PerformancePlan.OPEN:
        return False
    due = plan_due(plan.year, deadline_rules(actor.agency, plan.year))
    return plan.starts <= due < actor.today


def can_take_over(actor: Actor, plan: PerformancePlan) -> bool:
    """Today's rater clarifies the expectations of a plan that another rater had. One query."""
    line = rater_line(plan.assignment_id, actor.today)
    return line is not None and line.rater_id == actor.employee_id


def can_keep_matrix(actor: Actor, unit: Unit) -> bool:
    """A unit's head, its evaluation team and the performance manager divide its work."""
    return (
        leads(actor, unit)
        or actor.has(Role.PERFORMANCE_MANAGER)
        or serves(actor, unit, Role.EVALUATION_TEAM)
    )


def can_fill_matrix(actor: Actor, matrix: RoleResultMatrix) -> bool:
    """Beside them, the owner of the matrix: the leader of the team it is about."""
    own = matrix.owner_id is not None and matrix.owner_id == actor.employee_id
    return own or can_keep_matrix(actor, matrix.unit)


def can_draft_agreement(actor: Actor, unit: Unit) -> bool:
    """Who divides a unit's work writes its agreement down; the unit's operator may type it."""
    return can_keep_matrix(actor, unit) or serves(actor, unit, Role.UNIT_OPERATOR)


def can_copy_unit(actor: Actor, unit: Unit) -> bool:
    """Whoever divides a unit's work, or types for it, lays last year's plans out as drafts."""
    return can_draft_agreement(actor, unit)


def can_sign_first(actor: Actor, agreement: PerformanceAgreement) -> bool:
    """The first party promises."""
    return actor.employee_id is not None and agreement.first_party_id == actor.employee_id


def can_sign_second(actor: Actor, agreement: PerformanceAgreement) -> bool:
    """The second party, to whom it is promised, accepts."""
    return actor.employee_id is not None and agreement.second_party_id == actor.employee_id


def can_set_actions(actor: Actor, agreement: PerformanceAgreement) -> bool:
    """Whoever the agency's rule set "agreement_actions" names, by default the unit's head.

    Its values: {"set_by": ["head", "superior", or a role]}; the superior is the second party.
    """
    own = values_of(agreement.agency, agreement.year, "agreement_actions").get("set_by")
    setters = frozenset(own or ("head",))
    if actor.employee_id is None:
        return False
    heads = agreement.unit.path in actor.led_paths or can_sign_first(actor, agreement)
    if "head" in setters and heads:
        return True
    if "superior" in setters and can_sign_second(actor, agreement):
        return True
    return any(role.value in setters and _reaches(actor, role, agreement) for role in actor.roles)


def _reaches(actor: Actor, role: Role, agreement: PerformanceAgreement) -> bool:
    """A role that is granted for units reaches those; the others the whole agency."""
    of_units = role in (Role.EVALUATION_TEAM, Role.UNIT_OPERATOR)
    return serves(actor, agreement.unit, role) if of_units else role is not Role.UNIT_HEAD


def can_confirm_action(actor: Actor, unit: Unit, action: QuarterAction) -> bool:
    """Another person than the reporter, of those who divide the unit's work."""
    return (
        actor.employee_id is not None
        and actor.employee_id != action.reported_by_id
        and can_keep_matrix(actor, unit)
    )
