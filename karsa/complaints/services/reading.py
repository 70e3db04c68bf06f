"""Reading that leaves a trace: protected cases, and who reported."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import Case, Contact
from karsa.privacy.models import Unsealing
from karsa.privacy.policies import seal_opened_to
from karsa.privacy.services.unsealing import note_reading


def note_read(*, actor: Actor, case: Case) -> None:
    """Record who opens a protected case, each time, and by whose agreement an inspector does.

    Two queries, none for other cases.
    """
    if not case.is_protected:
        return
    record(actor, "complaint.read", case)
    opened = seal_opened_to(actor, Unsealing.Kind.REPORT, case.pk)
    if opened is not None:
        note_reading(actor=actor, unsealing=opened)


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
