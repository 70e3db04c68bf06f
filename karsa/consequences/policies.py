"""Who may do what about consequences: each one sentence."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consequences.models import AllowanceRule, AllowanceRun


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
