"""Who opens, answers, moderates and takes part: one sentence, one function each."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.consultations.models import Consultation
from karsa.indicators import policies as indicators
from karsa.org.models import Assignment, Unit


def can_keep(actor: Actor, unit: Unit) -> bool:
    """Who keeps the unit's indicators opens, moderates, answers and decides. No query."""
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
