"""Correction and erasure: somebody asks, the office of personnel answers."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.inbox.models import Notice
from karsa.org.models import Employee
from karsa.org.models.dated import current
from karsa.org.services.notices import tell_people
from karsa.privacy import policies
from karsa.privacy.models import DataRequest
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State = DataRequest.State


@transaction.atomic
def ask(*, actor: Actor, kind: str, what: str, why: str) -> DataRequest:
    """Ask that something about oneself be corrected or erased; the office is told.

    Raises PermissionDenied for an account without a staff record; Refused without words.
    """
    if actor.employee_id is None:
        raise PermissionDenied
    if not (what.strip() and why.strip()):
        raise Refused(_("Tulis data yang mana dan bagaimana seharusnya."))
    row = DataRequest.objects.create(
        agency=actor.agency,
        kind=kind,
        employee_id=actor.me,
        what=what.strip(),
        why=why.strip(),
        asked_at=actor.now,
    )
    record(actor, "data_request.asked", row)
    _tell(row, actor, _office(actor))
    return row


@transaction.atomic
def answer(*, actor: Actor, request: DataRequest, is_done: bool, text: str) -> DataRequest:
    """Say what became of it. Raises PermissionDenied; Refused without words, or a second time."""
    row = DataRequest.objects.select_for_update().get(agency=actor.agency, pk=request.pk)
    if not policies.can_answer_request(actor, row):
        raise PermissionDenied
    if row.state != State.ASKED:
        raise Refused(_("Permintaan ini sudah dijawab."))
    if not text.strip():
        raise Refused(_("Tulis apa yang dilakukan, atau mengapa tidak dapat."))
    row.state = State.DONE if is_done else State.REFUSED
    row.answer, row.answered_by_id, row.answered_at = text.strip(), actor.me, actor.now
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(actor, f"data_request.{row.state}", row)
    _tell(row, actor, [row.employee_id])
    return row


def _office(actor: Actor) -> list[int]:
    held = Grant.objects.filter(
        current(actor.today), agency=actor.agency, role=Role.PERFORMANCE_MANAGER
    )
    people = Employee.objects.filter(agency=actor.agency, user__in=held.values("user"))
    return list(people.exclude(pk=actor.me).values_list("pk", flat=True))


def _tell(row: DataRequest, actor: Actor, people: list[int]) -> None:
    kind, key = Notice.Kind.DATA_REQUEST, f"data_request:{row.pk}:{row.state}"
    path = reverse("privacy:requests")
    tell_people(row.agency, actor.now, Counter(people), kind=kind, key=key, path=path)
