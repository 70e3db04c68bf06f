"""Promised support: the person it was promised to says what became of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.monitoring.models import SupportAnswer
from karsa.monitoring.policies import can_answer_support
from karsa.plans.models import AnnexItem
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = SupportAnswer.State


@transaction.atomic
def answer_support(*, actor: Actor, item: AnnexItem, state: str, note: str = "") -> SupportAnswer:
    """Say that a promise was fulfilled, partly, or not; a later answer stands over an earlier.

    Raises PermissionDenied to all but the person it was promised to; Refused for an unknown
    answer, or without a word on what is missing.
    """
    post = item.plan.assignment
    if not can_answer_support(actor, post) or actor.employee_id is None:
        raise PermissionDenied
    if state not in SupportAnswer.ANSWERS:
        raise Refused(_("Pilih jawabannya: terpenuhi, sebagian, atau tidak."))
    if state != State.FULFILLED and not note.strip():
        raise Refused(_("Tulis apa yang belum ada, supaya pimpinan tahu apa yang perlu dicari."))
    row = SupportAnswer.objects.create(
        agency=actor.agency,
        assignment=post,
        year=item.plan.year,
        text=item.text,
        state=state,
        day=actor.today,
        note=note.strip(),
        confirmed_by_id=actor.employee_id,
    )
    record(actor, "monitoring.support_answered", row, note=state)
    return row
