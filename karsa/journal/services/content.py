"""What an entry says, and where it does not fit together."""

from datetime import date, time
from decimal import Decimal
from typing import TypedDict

from django.core.exceptions import PermissionDenied

from karsa.accounts.actor import Actor
from karsa.journal.models import DailyEntry
from karsa.org.queries.absence import on_night_shift
from karsa.plans.models import ActionItem, PerformancePlan, WorkResult
from karsa.rules.place import Point
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


class _Needed(TypedDict):
    result: WorkResult
    day: date


class Content(_Needed, total=False):
    """What an entry says. `quantity` in `measure`; an empty measure takes the action's.

    Only `with_place` keeps where photos were taken: what the camera says, else the device's
    `point`.
    """

    action: ActionItem | None
    quantity: Decimal | None
    measure: str
    text: str
    started: time | None
    ended: time | None
    is_field_duty: bool
    with_place: bool
    point: Point | None


def say(actor: Actor, entry: DailyEntry, plan: PerformancePlan, content: Content) -> None:
    """Write `content` into `entry`, not yet stored. No query, one for hours past midnight.

    Raises PermissionDenied for another's plan; Refused where place or hours do not fit.
    """
    result, action = content["result"], content.get("action")
    _check_place(entry, plan, result, action)
    _check_hours(actor, content)
    entry.plan, entry.result, entry.action = plan, result, action
    entry.day, entry.quantity = content["day"], content.get("quantity")
    entry.measure = content.get("measure") or (action.measure if action else "")
    entry.text = content.get("text", "").strip()
    entry.started, entry.ended = content.get("started"), content.get("ended")
    entry.is_field_duty = content.get("is_field_duty", False)


def _check_place(
    entry: DailyEntry, plan: PerformancePlan, result: WorkResult, action: ActionItem | None
) -> None:
    if plan.assignment_id != entry.assignment_id:
        raise PermissionDenied
    if action is not None and action.result_id != result.pk:
        raise Refused(_("Rencana aksi itu bukan bagian dari hasil kerja yang dipilih."))


def _check_hours(actor: Actor, said: Content) -> None:
    started, ended = said.get("started"), said.get("ended")
    turned = started and ended and ended <= started
    if turned and not on_night_shift(actor.me, said["day"]):
        raise Refused(_("Jam selesai harus sesudah jam mulai."))
