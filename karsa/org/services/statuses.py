"""Dated reasons why somebody owes no SKP here; one person or a whole school."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record, record_many
from karsa.org.models import Employee, EmployeeStatus
from karsa.org.services.keeping import ask_keeper
from karsa.rules.dates import check_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def give_status(
    *,
    actor: Actor,
    employee_ids: Sequence[int],
    kind: str,
    reason: str,
    starts: date,
    ends: date | None = None,
) -> int:
    """Give people a dated status with its reason; return how many are new.

    Who has the same status at that time already keeps it. Raises PermissionDenied, and Refused
    without people or a reason, or for days in the wrong order. Four queries.
    """
    ask_keeper(actor)
    check_order(starts, ends)
    if not reason.strip():
        raise Refused(_("Tulis alasannya, misalnya nomor keputusan atau nama platform."))
    people = list(Employee.objects.filter(agency=actor.agency, pk__in=employee_ids))
    if not people:
        raise Refused(_("Pilih paling sedikit satu orang."))
    same = EmployeeStatus.objects.filter(agency=actor.agency, kind=kind, employee__in=people)
    held = set(same.exclude(ends__lt=starts).values_list("employee_id", flat=True))
    made = EmployeeStatus.objects.bulk_create(
        EmployeeStatus(
            agency=actor.agency,
            employee=person,
            kind=kind,
            reason=reason.strip(),
            starts=starts,
            ends=ends,
        )
        for person in people
        if person.pk not in held
    )
    record_many(actor, "org.status_given", made)
    return len(made)


@transaction.atomic
def end_status(*, actor: Actor, status_id: int, ends: date) -> EmployeeStatus:
    """End a status on a day, the last one it counts; return it.

    Raises PermissionDenied, EmployeeStatus.DoesNotExist, Refused for a day before it started.
    """
    ask_keeper(actor)
    row = EmployeeStatus.objects.select_for_update().get(agency=actor.agency, pk=status_id)
    check_order(row.starts, ends)
    row.ends = ends
    row.save(update_fields=["ends"])
    record(actor, "org.status_ended", row)
    return row
