"""Nothing is public before somebody of the intake office has worded it without people."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.complaints import policies
from karsa.complaints.models import Case, Step
from karsa.complaints.services import guards
from karsa.rules.moderation import held_because
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def publish(*, actor: Actor, case: Case, text: str, answer: str) -> Case:
    """Show a report and its answer in words that tell of nobody.

    Raises PermissionDenied for others than the intake office; Refused
    without the reporter's wish, or for words with a number, an address or a link.
    """
    row = guards.lock(case)
    if not policies.can_publish(actor, row):
        raise PermissionDenied
    if not row.may_publish:
        raise Refused(_("Laporan ini tidak ditampilkan: pelapor tidak menghendakinya."))
    words = guards.need_words(text, _("Tulis ringkasannya tanpa menyebut orang."))
    for said in (words, answer):
        if held_because(said):
            raise Refused(_("Hapus dulu nama, nomor, surel, atau tautan dari ringkasan ini."))
    row.public_text, row.public_answer = words, answer.strip()
    row.save(update_fields=["public_text", "public_answer"])
    guards.write(actor, row, Step.Kind.PUBLISHED, by=actor.employee_id)
    record(actor, "complaint.published", row)
    return row


@transaction.atomic
def hold_back(*, actor: Actor, case: Case, reason: str) -> Case:
    """Take a report off the public page, or keep it off, with a reason its reporter reads."""
    row = guards.lock(case)
    if not policies.can_publish(actor, row):
        raise PermissionDenied
    said = guards.need_words(reason, _("Tulis alasannya; pelapor membacanya."))
    row.public_text = row.public_answer = ""
    row.may_publish = False
    row.save(update_fields=["public_text", "public_answer", "may_publish"])
    guards.write(actor, row, Step.Kind.HELD_BACK, said, by=actor.employee_id)
    record(actor, "complaint.held_back", row)
    return row
