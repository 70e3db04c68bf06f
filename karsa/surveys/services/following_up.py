"""The follow-up plan (RTL): an action on a weak element, who owns it, and what came of it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Employee
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.surveys import policies
from karsa.surveys.models import FollowUp, Survey


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done about an element (its code), by whom and until when."""

    element: str
    action: str
    owner: Employee
    due: date


@transaction.atomic
def plan_follow_up(*, actor: Actor, survey: Survey, plan: Plan) -> FollowUp:
    """Write an action down.

    Raises PermissionDenied for whoever does not keep the survey; Refused for a draft, or a day
    that is over.
    """
    if not policies.can_keep(actor, survey.service.unit):
        raise PermissionDenied
    if survey.state == Survey.State.DRAFT:
        raise Refused(_("Rencana tindak lanjut ditulis dari hasil. Buka dulu surveinya."))
    if plan.due < actor.today:
        raise Refused(_("Batas waktunya sudah lewat. Pilih hari yang akan datang."))
    row = FollowUp.objects.create(
        agency=actor.agency,
        survey=survey,
        element=plan.element,
        action=plan.action.strip(),
        owner=plan.owner,
        due=plan.due,
    )
    record(actor, "follow_up.planned", row)
    return row


@transaction.atomic
def finish_follow_up(*, actor: Actor, follow_up: FollowUp, result: str) -> FollowUp:
    """Say what came of it. By its owner or the survey's keeper.

    Raises PermissionDenied for others; Refused if it is done, or without a result.
    """
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("survey__service__unit")
    found = rows.get(pk=follow_up.pk)
    is_owner = found.owner_id == actor.me
    if not (is_owner or policies.can_keep(actor, found.survey.service.unit)):
        raise PermissionDenied
    if found.done_on:
        raise Refused(_("Tindak lanjut ini sudah selesai."))
    if not result.strip():
        raise Refused(_("Tulis apa yang berubah bagi warga."))
    found.done_on, found.result = actor.today, result.strip()
    found.save(update_fields=["done_on", "result"])
    record(actor, "follow_up.done", found)
    return found
