"""Registering days of outage or field duty, by whoever leads the unit or keeps the organisation."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Assignment, Employee, Grace, Unit
from karsa.org.policies import can_keep_team
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# Longer absences are leave, a transfer, or another assignment.
LONGEST = 31


@transaction.atomic
def give_grace(
    *,
    actor: Actor,
    kind: str,
    reason: str,
    starts: date,
    ends: date,
    unit_id: int | None = None,
    employee_id: int | None = None,
) -> Grace:
    """Register days for a unit with all below it, or for one person; each extends their terms.

    Raises PermissionDenied outside the actor's units; Refused for neither or both, days in the
    wrong order or more than LONGEST, or a person without a post. Six queries.
    """
    if bool(unit_id) == bool(employee_id):
        raise Refused(_("Pilih satu unit, atau satu orang."))
    check_order(starts, ends)
    if (ends - starts).days >= LONGEST:
        raise Refused(_("Paling lama %(most)s hari sekali catat."), most=LONGEST)
    person = Employee.objects.filter(agency=actor.agency, pk=employee_id or 0).first()
    unit = _unit(actor, unit_id, person, starts)
    if not can_keep_team(actor, unit):
        raise PermissionDenied
    row = Grace.objects.create(
        agency=actor.agency,
        unit=unit,
        employee=person,
        kind=kind,
        reason=reason.strip(),
        starts=starts,
        ends=ends,
    )
    record(actor, "org.grace_given", row)
    return row


@transaction.atomic
def take_grace_back(*, actor: Actor, grace: Grace) -> None:
    """Remove days that were registered by mistake. Raises PermissionDenied."""
    row = Grace.objects.select_for_update().select_related("unit").get(pk=grace.pk)
    if not can_keep_team(actor, row.unit):
        raise PermissionDenied
    record(actor, "org.grace_taken_back", row, note=f"{row.starts} {row.ends} {row.reason}")
    row.delete()


def _unit(actor: Actor, unit_id: int | None, person: Employee | None, day: date) -> Unit:
    if person is None:
        found = Unit.objects.filter(agency=actor.agency, pk=unit_id or 0).first()
    else:
        posts = Assignment.objects.on(day).filter(employee=person).select_related("unit")
        post = min(posts, key=lambda post: post.kind != Assignment.Kind.DEFINITIVE, default=None)
        found = post.unit if post else None
    if found is None:
        raise Refused(_("Orang atau unit itu tidak ditemukan pada tanggal itu."))
    return found
