"""The action plan (B.1.1): the employee's steps towards a result, that daily entries report on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.kit.formats import day
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.plans.services.guards import living, need
from karsa.plans.services.results import next_order
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class ActionWords:
    """One step: what, from when to when, and how much of which unit if it can be counted."""

    text: str
    starts: date
    ends: date
    target_value: Decimal | None = None
    measure: str = ""


@transaction.atomic
def add_action(*, actor: Actor, result: WorkResult, words: ActionWords) -> ActionItem:
    """Add a step to a result of one's own plan, also after it was set.

    Raises PermissionDenied for another's plan; Refused without words, outside the plan's time,
    or for an old version.
    """
    plan = living(actor, result.plan)
    action = ActionItem(agency=actor.agency, plan=plan, result=result)
    action.order = next_order(plan.actions.all())
    _write(plan, action, words)
    action.save(force_insert=True)
    record(actor, "action.added", action)
    return action


@transaction.atomic
def change_action(*, actor: Actor, action: ActionItem, words: ActionWords) -> ActionItem:
    """Change a step of one's own plan. Raises as `add_action`."""
    plan = living(actor, action.plan)
    before = action.text
    _write(plan, action, words)
    action.save(update_fields=["text", "starts", "ends", "target_value", "measure"])
    record(actor, "action.changed", action, note=before)
    return action


@transaction.atomic
def remove_action(*, actor: Actor, action: ActionItem) -> None:
    """Take a step out; Refused once daily entries report on it."""
    living(actor, action.plan)
    record(actor, "action.removed", action, note=action.text)
    try:
        action.delete()
    except ProtectedError as error:
        raise Refused(
            _(
                "Rencana aksi ini sudah dipakai catatan harian, jadi tidak dapat dihapus. "
                "Anda tetap dapat mengubah kalimat atau waktunya."
            )
        ) from error


def _write(plan: PerformancePlan, action: ActionItem, words: ActionWords) -> None:
    if not plan.starts <= words.starts <= words.ends <= plan.ends:
        raise Refused(
            _("Waktu rencana aksi berurutan dan berada di antara %(starts)s dan %(ends)s."),
            starts=day(plan.starts),
            ends=day(plan.ends),
        )
    action.text = need(words.text, _("Tulis dulu apa yang akan dikerjakan."))
    action.starts, action.ends = words.starts, words.ends
    action.target_value, action.measure = words.target_value, words.measure.strip()
