"""Reading sealed records: one asks, another agrees, both for a time and on the record."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.org.models import Employee
from karsa.org.services.notices import tell_people
from karsa.privacy import policies
from karsa.privacy.models import Unsealing
from karsa.privacy.queries.unsealing import seconds
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = Unsealing.State
# Enough to examine a case; longer needs a new request and a new agreement.
DAYS = 14


@transaction.atomic
def ask(
    *,
    actor: Actor,
    case_number: str,
    reason: str,
    second: Employee,
    kind: str = Unsealing.Kind.REPORT,
    employee: Employee | None = None,
    report: int | None = None,
) -> Unsealing:
    """Ask that the seal of one employee's records of a kind, or of one report, be opened.

    Raises PermissionDenied; Refused without number or reason, for records about oneself, or
    where `second` cannot answer: of the asker's unit, whom it is about, or without the role.
    """
    if not policies.can_ask_unsealing(actor):
        raise PermissionDenied
    if not (case_number.strip() and reason.strip()):
        raise Refused(_("Tulis nomor perkara dan alasannya."))
    if employee is not None and actor.me == employee.pk:
        raise Refused(_("Catatan tentang diri sendiri diperiksa orang lain."))
    _check_second(actor, second, employee)
    row = Unsealing.objects.create(
        agency=actor.agency,
        kind=kind,
        employee=employee,
        report=report,
        case_number=case_number.strip(),
        reason=reason.strip(),
        asked_by_id=actor.me,
        asked_at=actor.now,
        second=second,
    )
    record(actor, "unsealing.asked", row)
    _tell(row, actor, second.pk)
    return row


def _check_second(actor: Actor, second: Employee, about: Employee | None) -> None:
    is_about = about is not None and about.pk == second.pk
    holds = seconds(actor).filter(pk=second.pk).exists()
    if is_about or not holds or not policies.can_be_second(actor, second):
        raise Refused(
            _("Pilih orang kedua dari luar unit Anda, bukan orang yang catatannya dibaca.")
        )


@transaction.atomic
def answer(*, actor: Actor, unsealing: Unsealing, agrees: bool, text: str) -> Unsealing:
    """Agree, for DAYS from today, or refuse, with a reason.

    Raises PermissionDenied for anybody but the named second person; Refused without words or
    when it is answered already.
    """
    row = Unsealing.objects.select_for_update().get(agency=actor.agency, pk=unsealing.pk)
    if not policies.can_answer_unsealing(actor, row):
        raise PermissionDenied
    if row.state != State.ASKED:
        raise Refused(_("Permintaan ini sudah dijawab."))
    if not text.strip():
        raise Refused(_("Tulis alasan jawaban Anda."))
    row.state = State.OPEN if agrees else State.REFUSED
    row.answer, row.answered_at = text.strip(), actor.now
    row.ends = actor.today + timedelta(days=DAYS) if agrees else None
    row.save(update_fields=["state", "answer", "answered_at", "ends"])
    record(actor, f"unsealing.{row.state}", row)
    _tell(row, actor, row.asked_by_id)
    return row


@transaction.atomic
def note_reading(*, actor: Actor, unsealing: Unsealing) -> None:
    """Record that the sealed words were read now, each time. Raises PermissionDenied once over."""
    if not policies.is_open(actor, unsealing):
        raise PermissionDenied
    record(actor, "unsealing.read", unsealing)


def _tell(row: Unsealing, actor: Actor, employee_id: int) -> None:
    path = reverse("privacy:unsealing", args=[row.pk])
    key = f"unsealing:{row.pk}:{row.state}"
    kind = Notice.Kind.UNSEALING
    tell_people(row.agency, actor.now, {employee_id: 1}, kind=kind, key=key, path=path)
