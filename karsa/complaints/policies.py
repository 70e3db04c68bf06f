"""Who may do what with a report; whom it is about never has a part in it."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.complaints.models import Case
from karsa.org.models import Assignment, Unit
from karsa.privacy.models import Unsealing
from karsa.privacy.policies import seal_opened_to
from karsa.rules.complaints import is_independent

# From outside the unit they see whether something is really fixed.
VERIFIERS = (Role.COMPLAINTS_OFFICER, Role.INSPECTOR)


def is_intake(actor: Actor) -> bool:
    """The intake office: routes, merges, moderates, and alone reads who reported. No query."""
    return actor.has(Role.COMPLAINTS_OFFICER)


def can_set_up(actor: Actor) -> bool:
    """Subjects, routes, areas and the terms are the intake office's or the administrator's."""
    return actor.has(Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR)


def is_sealed(actor: Actor, case: Case) -> bool:
    """Whether an inspector needs a case number and a second person to read a protected report.

    For a case the actor may see. One query for an inspector, none for others.
    """
    if not case.is_protected or is_intake(actor) or not actor.has(Role.INSPECTOR):
        return False
    return seal_opened_to(actor, Unsealing.Kind.REPORT, case.pk) is None


def can_handle(actor: Actor, case: Case) -> bool:
    """Who leads or types for the unit, or has it in hand; inspectors where it is protected.

    For a case the actor may see. No query.
    """
    if case.handler_id is not None and case.handler_id == actor.me:
        return True
    if case.is_protected:
        return actor.has(Role.INSPECTOR)
    paths = actor.led_paths + actor.operated_paths
    return case.unit is not None and case.unit.path.startswith(paths)


def can_route(actor: Actor, case: Case) -> bool:
    """The intake office, or whoever handles it and knows better whose it is. No query."""
    return is_intake(actor) or can_handle(actor, case)


def can_give(actor: Actor, case: Case) -> bool:
    """Who leads the unit puts it into somebody's hands; inspectors a protected one. No query."""
    if case.is_protected:
        return actor.has(Role.INSPECTOR)
    return case.unit is not None and case.unit.path.startswith(actor.led_paths)


def can_note(actor: Actor, case: Case) -> bool:
    """Whoever handles it, routes it or may have to verify it. No query."""
    return can_route(actor, case) or actor.has(*VERIFIERS)


def can_merge(actor: Actor, case: Case) -> bool:
    """The intake office, never what is protected: each of those is examined by itself."""
    return is_intake(actor) and not case.is_protected


def can_publish(actor: Actor, case: Case) -> bool:
    """The intake office words what is shown, never of what is protected. No query."""
    return is_intake(actor) and not case.is_protected


def can_hear(actor: Actor, case: Case) -> bool:
    """Right of reply is asked for by whoever handles or routes a protected case. No query."""
    return case.is_protected and can_route(actor, case)


def can_verify(actor: Actor, case: Case) -> bool:
    """An inspector or the intake office, from outside the unit, who has not handled it.

    One query.
    """
    if not actor.has(*VERIFIERS) or case.unit is None:
        return False
    if actor.employee_id is None or case.handler_id == actor.me:
        return False
    return _is_outside(actor, case.unit)


def can_open_contact(actor: Actor, case: Case) -> bool:
    """The intake office reads who reported, except where one works in the unit it is put to.

    One query.
    """
    return is_intake(actor) and (case.unit is None or _is_outside(actor, case.unit))


def _is_outside(actor: Actor, unit: Unit) -> bool:
    return is_independent(own_paths(actor), unit.path)


def own_paths(actor: Actor) -> list[str]:
    """Return the paths of the units the actor works in. One query."""
    posts = Assignment.objects.on(actor.today).filter(agency=actor.agency, employee=actor.me)
    return list(posts.values_list("unit__path", flat=True))


def is_about(case: Case, unit: Unit) -> bool:
    """Whether a unit, or one it belongs to, is what a protected case is about. No query."""
    about = case.about_unit
    return case.is_protected and about is not None and unit.path.startswith(about.path)
