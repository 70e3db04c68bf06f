"""Certificates: issued once, with a QR by which anybody checks them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.development import policies
from karsa.development.models import Registration
from karsa.development.queries.paper import certificate_form
from karsa.development.queries.sessions import is_certified
from karsa.documents.services import issue
from karsa.files.services import keep_bytes
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_WITH = ("agency", "employee", "assignment__position", "assignment__unit", "session__course")


@transaction.atomic
def issue_certificate(*, actor: Actor, row: Registration, host: str = "") -> Registration:
    """Issue a person's certificate; asked for again, the one that was issued stands.

    Raises PermissionDenied for others than the person and the manager; Refused until the training
    was attended and, where it has a test, the test after it was taken.
    """
    rows = Registration.objects.select_for_update(of=("self",)).select_related(*_WITH)
    mine = rows.get(pk=row.pk)
    if not policies.owns(actor, mine) and not policies.can_keep(actor):
        raise PermissionDenied
    if mine.certificate_id:
        return mine
    if not is_certified(mine, has_test=mine.session.course.questions.exists()):
        raise Refused(_("Sertifikat terbit sesudah Anda hadir dan mengerjakan tes akhirnya."))
    mine.certificate, content = issue(
        agency=actor.agency,
        kind="training_certificate",
        number=f"{mine.session.course.code.upper()}/{mine.session.starts.year}/{mine.pk}",
        day=actor.today,
        form=certificate_form(mine),
        now=actor.now,
        host=host,
    )
    name = f"sertifikat-{mine.session.course.code}.pdf"
    mine.paper = keep_bytes(actor, content, name, "application/pdf", "development.certificate")
    mine.save(update_fields=["certificate", "paper"])
    record(actor, "development.certified", mine)
    return mine
