"""Who may do what about growth: each one sentence."""

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.development.models import (
    DevelopmentItem,
    Helping,
    PulsePart,
    Registration,
    TrainingSession,
)
from karsa.org.models import Assignment, RaterLine, Unit
from karsa.org.models.dated import current


def can_keep(actor: Actor) -> bool:
    """The performance manager keeps profiles, the catalogue, the calendar and the budget."""
    return actor.has(Role.PERFORMANCE_MANAGER)


def can_approve_year(actor: Actor) -> bool:
    """The head of region approves the agency's yearly plan."""
    return actor.has(Role.REGENT)


def leads(actor: Actor, employee_id: int) -> bool:
    """Whoever rates a person today leads their growth. One query."""
    return Assignment.objects.rated_by(actor).filter(employee=employee_id).exists()


def can_plan(actor: Actor, employee_id: int) -> bool:
    """The person and their leader write the plan, and say how they see a competence.

    One query at most.
    """
    return _is(actor, employee_id) or leads(actor, employee_id)


def can_agree(actor: Actor, item: DevelopmentItem) -> bool:
    """The leader agrees to what the person proposed, the person to all else. One query at most."""
    if item.is_own:
        return leads(actor, item.employee_id)
    return _is(actor, item.employee_id)


def can_decide(actor: Actor, row: Registration) -> bool:
    """The leader says whether somebody may go; the manager where nobody leads them.

    Never oneself; what the leader has referred is the manager's. Two queries at most.
    """
    if _is(actor, row.employee_id):
        return False
    if row.state == Registration.State.REFERRED:
        return can_keep(actor)
    if leads(actor, row.employee_id):
        return True
    return can_keep(actor) and not _is_led(actor, row.employee_id)


def can_sponsor(actor: Actor) -> bool:
    """Whoever leads a unit may stand for a training; so may the head of region."""
    return actor.employee_id is not None and actor.has(Role.UNIT_HEAD, Role.REGENT)


def can_run(actor: Actor, session: TrainingSession) -> bool:
    """The manager, the sponsor, and who leads the unit it is held for show code and list."""
    if can_keep(actor) or (actor.employee_id and session.sponsor_id == actor.employee_id):
        return True
    unit = session.unit
    return unit is not None and any(unit.path.startswith(path) for path in actor.led_paths)


def can_mark(actor: Actor, session: TrainingSession) -> bool:
    """Who runs it keeps the list of who came, but not for a session they stand for themselves."""
    return can_run(actor, session) and not _is(actor, session.sponsor_id)


def owns(actor: Actor, row: Registration) -> bool:
    """Only the person answers the test, is present by code, and takes the certificate."""
    return _is(actor, row.employee_id)


def _is(actor: Actor, employee_id: int | None) -> bool:
    return actor.employee_id is not None and actor.employee_id == employee_id


def _is_led(actor: Actor, employee_id: int) -> bool:
    lines = RaterLine.objects.filter(current(actor.today), assignment__employee=employee_id)
    return lines.exists()


def can_answer_pulse(actor: Actor, part: PulsePart) -> bool:
    """Whoever is asked, for themselves."""
    return actor.employee_id is not None and part.employee_id == actor.employee_id


def can_reply_pulse(actor: Actor, unit: Unit | None) -> bool:
    """For the agency its head or the performance manager; for a unit who heads it."""
    if unit is None:
        return actor.has(Role.PERFORMANCE_MANAGER, Role.REGENT)
    return unit.path in actor.led_paths


def can_help(actor: Actor, helping: Helping) -> bool:
    """Whoever was asked types drafts, while the time runs and neither has ended it.

    Not once they rate the person or stand above who does. One query.
    """
    is_asked = actor.employee_id is not None and helping.helper_id == actor.employee_id
    if not is_asked or helping.is_ended or not helping.is_on(actor.today):
        return False
    lines = RaterLine.objects.on(actor.today).filter(assignment__employee=helping.person_id)
    return not lines.filter(Q(rater=actor.me) | Q(reviewer=actor.me)).exists()
