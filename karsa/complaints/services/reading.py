"""Reading that leaves a trace: protected cases, and who reported."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import Case, Contact


def note_read(*, actor: Actor, case: Case) -> None:
    """Record who opens a protected case, each time. One query, none for other cases."""
    if case.is_protected:
        record(actor, "complaint.read", case)


@transaction.atomic
def open_contact(*, actor: Actor, case: Case) -> dict[str, str]:
    """Return name, phone and email of a reporter, and record that they were read.

    Empty for an anonymous report. Raises PermissionDenied for all but the intake
    office, and for those of it who work in the unit that answers.
    """
    if not policies.can_open_contact(actor, case):
        raise PermissionDenied
    record(actor, "complaint.contact_read", case)
    found = Contact.objects.filter(agency=actor.agency, case=case).first()
    return found.opened() if found else {}
