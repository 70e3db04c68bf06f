"""Who opens, answers, moderates and takes part: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consultations.models import Consultation, Contribution
from karsa.indicators import policies as indicators
from karsa.org import policies as org
from karsa.org.models import Assignment, Unit


def can_keep(actor: Actor, unit: Unit) -> bool:
    """Who keeps the unit's indicators opens, answers and decides. No query."""
    return indicators.can_keep_indicators(actor, unit)


def can_enter_paper(actor: Actor, unit: Unit) -> bool:
    """What people write at a stand is typed by the unit's operator or a keeper. No query."""
    return indicators.can_report(actor, unit)


def can_take_part(actor: Actor, consultation: Consultation) -> bool:
    """Staff of the unit and below it; every employee where the public may. One query at most."""
    if actor.employee_id is None:
        return False
    if consultation.is_public:
        return True
    inside = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=actor.me)
    return inside.filter(unit__path__startswith=consultation.unit.path).exists()


def can_invite(actor: Actor) -> bool:
    """The groups to be heard are kept by those who open consultations. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER, Role.UNIT_HEAD, Role.EVALUATION_TEAM)


def can_hide(actor: Actor, row: Contribution, own: frozenset[str] | None = None) -> bool:
    """Somebody outside the unit, not its author; a second look is never that of who hid it.

    `own` as in `org.policies.can_moderate`. Two queries at most.
    """
    if _wrote(actor, row):
        return False
    return org.can_moderate(actor, row.consultation.unit, own) and org.can_look_again(
        actor, row.moderations.all()
    )


def can_show(actor: Actor, row: Contribution, own: frozenset[str] | None = None) -> bool:
    """Who may hide it; what nobody has hidden or reported yet passes its keepers, too.

    Four queries.
    """
    if _wrote(actor, row):
        return False
    is_first = not (row.is_checked or row.moderations.exists())
    is_first = is_first and not any(one.is_open for one in row.reports.all())
    if is_first and can_keep(actor, row.consultation.unit):
        return True
    return can_hide(actor, row, own)


def _wrote(actor: Actor, row: Contribution) -> bool:
    return row.employee_id is not None and row.employee_id == actor.employee_id
