"""What every step of a process shares: its letter, the person's answer, and telling them."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import Step
from karsa.documents.services import issue
from karsa.documents.shapes import LetterForm
from karsa.files.services import keep_bytes
from karsa.inbox.models import Notice
from karsa.org.services.notices import tell_people
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

S = TypeVar("S", bound=Step)


def add_letter(actor: Actor, step: Step, form: LetterForm, number: str, host: str) -> None:
    """Issue the letter of a step with its QR; `number` names no person."""
    step.document, content = issue(
        agency=actor.agency,
        kind="letter",
        number=number,
        day=actor.today,
        form=form,
        now=actor.now,
        host=host,
    )
    name = f"{number.replace('/', '-')}.pdf"
    step.letter = keep_bytes(actor, content, name, "application/pdf", "due_process")
    step.save(update_fields=["document", "letter"])


def answer(actor: Actor, step: S, employee_id: int, text: str) -> S:
    """Keep what the person says to a step, once; the caller holds the lock.

    Raises PermissionDenied to everybody else; Refused without words or a second time.
    """
    if not policies.can_answer(actor, employee_id):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis tanggapan Anda dengan kata-kata sendiri."))
    if step.replied_on is not None:
        raise Refused(_("Tanggapan Anda untuk langkah ini sudah tersimpan."))
    step.reply, step.replied_on = text.strip(), actor.today
    step.save(update_fields=["reply", "replied_on"])
    record(actor, "due_process.answered", step)
    return step


def tell(actor: Actor, employee_id: int, key: str) -> None:
    """Tell the person that there is something to read; the notice itself says nothing of it."""
    tell_people(
        actor.agency,
        actor.now,
        {employee_id: 1},
        kind=Notice.Kind.FOLLOW_UP,
        key=key,
        path=reverse("consequences:home"),
    )
