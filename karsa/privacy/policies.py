"""Who may do what with personal data beyond their own work: each one sentence."""

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee
from karsa.privacy.models import DataRequest, Unsealing

# Whose agreement opens a seal: none of them is of the inspectorate.
SECONDS = (Role.REGENT, Role.PERFORMANCE_MANAGER, Role.PRIVACY_OFFICER, Role.COMPLAINTS_OFFICER)
_OFFICERS = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


def can_keep_incidents(actor: Actor) -> bool:
    """The data protection officer and the administrator. No query."""
    return actor.has(*_OFFICERS)


def can_ask_unsealing(actor: Actor) -> bool:
    """An inspector with a staff record, so that another can be told from them. No query."""
    return actor.has(Role.INSPECTOR) and actor.employee_id is not None


def can_answer_unsealing(actor: Actor, row: Unsealing) -> bool:
    """The named second person alone, as long as they hold such a role and inspect nothing.

    No query.
    """
    is_another = actor.me not in (row.asked_by_id, row.employee_id)
    is_another = is_another and not actor.has(Role.INSPECTOR)
    return is_another and actor.me == row.second_id and actor.has(*SECONDS)


def can_be_second(actor: Actor, second: Employee) -> bool:
    """Somebody else, who works in no unit of the asker's, above or below it aside. One query."""
    posts = Assignment.objects.on(actor.today).filter(employee__in=(actor.me, second.pk))
    units: dict[int, set[int]] = {actor.me: set(), second.pk: set()}
    for person, unit in posts.values_list("employee", "unit"):
        units[person].add(unit)
    return second.pk != actor.me and not units[actor.me] & units[second.pk]


def seal_opened_to(actor: Actor, kind: str, key: int) -> Unsealing | None:
    """What opens a seal to the actor: of the employee, or the report, with `key`. One query.

    The rooms ask this beside their own rules; nothing else opens a sealed record to an inspector.
    """
    of = "report" if kind == Unsealing.Kind.REPORT else "employee"
    return Unsealing.objects.open_to(actor).filter(**{"kind": kind, of: key}).first()


def can_answer_request(actor: Actor, row: DataRequest) -> bool:
    """The office of personnel, never about oneself. No query."""
    return actor.has(Role.PERFORMANCE_MANAGER) and actor.me not in (0, row.employee_id)


def is_open(actor: Actor, row: Unsealing) -> bool:
    """Whether the actor asked for it and may read today. No query."""
    is_mine = row.state == Unsealing.State.OPEN and row.asked_by_id == actor.me
    return is_mine and row.ends is not None and row.ends >= actor.today
