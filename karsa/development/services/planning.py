"""A person's development plan: proposed by one of two, agreed by the other, done."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Competence, Course, DevelopmentItem
from karsa.development.queries.proposals import Proposal
from karsa.org.models import Employee
from karsa.rules.flow import DEVELOPMENT, step
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = DevelopmentItem.State


@dataclass(frozen=True, slots=True)
class Learning:
    """What is to be learned, why, how and until when."""

    competence: Competence
    kind: str
    activity: str
    due: date
    course: Course | None = None
    origin: str = DevelopmentItem.Origin.OWN
    reason: str = ""


def taken(one: Proposal, year: int) -> Learning:
    """A proposed gap as a line until the end of `year`: its course, or coaching by the leader."""
    return Learning(
        competence=one.competence,
        kind=one.course.kind if one.course else Course.Kind.COACHING,
        activity="" if one.course else gettext("Coaching oleh atasan"),
        due=date(year, 12, 31),
        course=one.course,
        origin=one.origin,
        reason=one.reason,
    )


@transaction.atomic
def propose(*, actor: Actor, employee: Employee, year: int, said: Learning) -> DevelopmentItem:
    """Put a line into a person's plan, which the other of the two then agrees to.

    Raises PermissionDenied for others than the person and the leader; Refused for a gap the
    product proposed that is there already.
    """
    if actor.employee_id is None or not policies.can_plan(actor, employee.pk):
        raise PermissionDenied
    list(Employee.objects.select_for_update(no_key=True).filter(pk=employee.pk))
    same = DevelopmentItem.objects.filter(
        employee=employee, year=year, competence=said.competence, origin=said.origin
    ).exclude(state=State.DROPPED)
    if said.origin != DevelopmentItem.Origin.OWN and same.exists():
        raise Refused(_("Usulan ini sudah ada di rencana."))
    row = DevelopmentItem.objects.create(
        agency=actor.agency,
        employee=employee,
        year=year,
        proposed_by_id=actor.employee_id,
        **_fields(said),
    )
    record(actor, "development.proposed", row)
    return row


@transaction.atomic
def change(*, actor: Actor, item: DevelopmentItem, said: Learning) -> DevelopmentItem:
    """Propose a line anew in other words; what was agreed is asked for again.

    Raises PermissionDenied for others than the two; Refused once it is done.
    """
    row = _locked(item)
    if actor.employee_id is None or not policies.can_plan(actor, row.employee_id):
        raise PermissionDenied
    row.state = step(DEVELOPMENT, row.state, State.PROPOSED)
    row.proposed_by_id, row.agreed_by, row.agreed_on = actor.employee_id, None, None
    fields = _fields(said)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "proposed_by", "agreed_by", "agreed_on", *fields])
    record(actor, "development.proposed", row)
    return row


@transaction.atomic
def agree(*, actor: Actor, item: DevelopmentItem) -> DevelopmentItem:
    """Agree to what the other proposed. Raises PermissionDenied for who proposed it; Refused."""
    row = _locked(item)
    if not policies.can_agree(actor, row):
        raise PermissionDenied
    row.state = step(DEVELOPMENT, row.state, State.AGREED)
    row.agreed_by_id, row.agreed_on = actor.employee_id, actor.today
    row.save(update_fields=["state", "agreed_by", "agreed_on"])
    record(actor, "development.agreed", row)
    return row


@transaction.atomic
def finish(*, actor: Actor, item: DevelopmentItem) -> DevelopmentItem:
    """Say that it was learned. Raises PermissionDenied for others than the two; Refused."""
    row = _moved(actor, item, State.DONE)
    row.done_on = actor.today
    row.save(update_fields=["state", "done_on"])
    record(actor, "development.done", row)
    return row


@transaction.atomic
def drop(*, actor: Actor, item: DevelopmentItem) -> DevelopmentItem:
    """Say that it will not be. Raises PermissionDenied for others than the two; Refused."""
    row = _moved(actor, item, State.DROPPED)
    row.save(update_fields=["state"])
    record(actor, "development.dropped", row)
    return row


def _moved(actor: Actor, item: DevelopmentItem, then: str) -> DevelopmentItem:
    row = _locked(item)
    if not policies.can_plan(actor, row.employee_id):
        raise PermissionDenied
    row.state = step(DEVELOPMENT, row.state, then)
    return row


def _locked(item: DevelopmentItem) -> DevelopmentItem:
    return DevelopmentItem.objects.select_for_update().get(pk=item.pk)


def _fields(said: Learning) -> dict[str, Any]:
    """What the row keeps; a line without words of its own is named after its course."""
    fields = {field.name: getattr(said, field.name) for field in dataclasses.fields(said)}
    fields["activity"] = said.activity or (said.course.title if said.course else "")
    return fields
