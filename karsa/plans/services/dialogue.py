"""The dialogue: propose, speak, propose a wording, answer it, send back, agree, set."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.machines.models import Event
from karsa.machines.services import announce
from karsa.org.models import Assignment
from karsa.org.queries.raters import rater_line
from karsa.plans import policies
from karsa.plans.models import DialogueMessage, PerformancePlan, WorkResult
from karsa.plans.queries.gaps import gaps_of
from karsa.plans.services.guards import State, led, lock, need, owned
from karsa.plans.services.results import next_order
from karsa.rules import flow
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

Kind = DialogueMessage.Kind
_WHY = _("Tulis alasannya, supaya pegawai tahu apa yang perlu diubah.")
_SAY = _("Tulis dulu pesannya.")
_UNANSWERED = _("Masih ada usulan kalimat yang belum dijawab. Ambil atau tolak dulu usulan itu.")
_OURS = (State.DRAFT, State.PROPOSED)


@transaction.atomic
def propose(*, actor: Actor, plan: PerformancePlan, text: str = "") -> PerformancePlan:
    """Submit one's own draft to the rater; it counts as the employee's agreement.

    Raises PermissionDenied for another's plan; Refused with the first gap while it is incomplete,
    while a wording waits for an answer, or when it is not a draft.
    """
    found = owned(actor, plan)
    found.state = flow.step(flow.PLAN, found.state, State.PROPOSED)
    line = rater_line(found.assignment_id, actor.today)
    found.rater = line.rater if line else None
    _check_complete(found)
    found.proposed_at = found.employee_agreed_at = actor.now
    found.rater_agreed_at = None
    found.save(
        update_fields=["state", "rater", "proposed_at", "employee_agreed_at", "rater_agreed_at"]
    )
    _step(actor, found, text)
    return found


@transaction.atomic
def withdraw(*, actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Take one's own plan back to change it, before it is set."""
    return _back_to_draft(actor, owned(actor, plan), "", "plan.withdrawn")


@transaction.atomic
def send_back(*, actor: Actor, plan: PerformancePlan, reason: str) -> PerformancePlan:
    """Give a proposed or agreed plan back to its writer with a reason; the leader may."""
    found = led(actor, plan)
    return _back_to_draft(actor, found, need(reason, _WHY), "plan.sent_back")


def _back_to_draft(actor: Actor, plan: PerformancePlan, text: str, verb: str) -> PerformancePlan:
    if plan.state == State.AGREED:
        plan.state = flow.step(flow.PLAN, plan.state, State.PROPOSED)
    plan.state = flow.step(flow.PLAN, plan.state, State.DRAFT)
    plan.employee_agreed_at = plan.rater_agreed_at = plan.agreed_at = None
    plan.save(update_fields=["state", "employee_agreed_at", "rater_agreed_at", "agreed_at"])
    _step(actor, plan, text, verb)
    return plan


@transaction.atomic
def comment(
    *, actor: Actor, plan: PerformancePlan, text: str, result: WorkResult | None = None
) -> DialogueMessage:
    """Say something about the plan or one of its results: the employee, or who leads.

    Raises PermissionDenied for others; Refused without words.
    """
    found = _talking(actor, plan)
    return _say(actor, found, need(text, _SAY), kind=Kind.COMMENT, result=_of(found, result))


@transaction.atomic
def propose_wording(
    *,
    actor: Actor,
    plan: PerformancePlan,
    proposed_text: str,
    result: WorkResult | None = None,
    text: str = "",
) -> DialogueMessage:
    """Propose words for a result, or without `result` a new one; only the employee writes it in.

    Raises PermissionDenied for whoever does not lead the dialogue; Refused without words or once
    the plan is agreed.
    """
    found = led(actor, plan, *_OURS)
    words = need(proposed_text, _("Tulis dulu kalimat yang Anda usulkan."))
    return _say(
        actor, found, text, kind=Kind.PROPOSAL, result=_of(found, result), proposed_text=words
    )


@transaction.atomic
def answer_wording(
    *, actor: Actor, message: DialogueMessage, take: bool, text: str = ""
) -> DialogueMessage:
    """Take a proposed wording over into one's own plan, or decline it with a word why.

    Raises PermissionDenied for another's plan; Refused if it was answered, or the plan is agreed.
    """
    plan = owned(actor, message.plan)
    found = DialogueMessage.objects.select_for_update().get(pk=message.pk)
    if found.kind != Kind.PROPOSAL or found.is_taken is not None or plan.state not in _OURS:
        raise Refused(_("Usulan ini sudah dijawab atau rencananya sudah disepakati."))
    found.is_taken = take
    if take:
        found.result = _take(actor, plan, found)
    found.save(update_fields=["is_taken", "result"])
    record(actor, "wording.taken" if take else "wording.declined", found)
    if text.strip():
        _say(actor, plan, text.strip(), kind=Kind.COMMENT, result=found.result)
    return found


def _take(actor: Actor, plan: PerformancePlan, message: DialogueMessage) -> WorkResult:
    result = message.result
    if result is None:
        order = next_order(plan.results.all())
        result = WorkResult(agency=actor.agency, plan=plan, order=order)
        result.assigned_by = _position_of(message.author_id, actor)
        verb, before = "result.added", ""
    else:
        verb, before = "result.changed", result.text
    result.text = message.proposed_text
    result.save()
    record(actor, verb, result, note=before)
    return result


def _position_of(employee_id: int, actor: Actor) -> str:
    """The position in which the leader assigned a result; empty if it is no longer held."""
    post = Assignment.objects.on(actor.today).filter(employee=employee_id)
    return str(post.values_list("position__name", flat=True).first() or "")


@transaction.atomic
def agree(*, actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Agree to a proposed plan, as its employee or as who leads; both make it agreed.

    Raises PermissionDenied for others; Refused if it is not proposed, incomplete, or a wording
    waits for an answer.
    """
    found = _talking(actor, plan)
    flow.step(flow.PLAN, found.state, State.AGREED)
    _check_complete(found)
    _agree(actor, found)
    return found


def _agree(actor: Actor, plan: PerformancePlan) -> None:
    side = "employee_agreed_at" if policies.can_write(actor, plan) else "rater_agreed_at"
    setattr(plan, side, actor.now)
    if plan.employee_agreed_at and plan.rater_agreed_at:
        plan.state = flow.step(flow.PLAN, plan.state, State.AGREED)
        plan.agreed_at = actor.now
        _step(actor, plan, "")
    else:
        record(actor, "plan.agreed_by_one", plan)
    plan.save(update_fields=["state", side, "agreed_at"])


@transaction.atomic
def set_plan(*, actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    """Set (menetapkan) the plan as who leads; what the employee agreed to is agreed by it too.

    The version in force until now is superseded. Raises PermissionDenied for others; Refused if
    the employee has not agreed to it as it stands.
    """
    found = led(actor, plan)
    if found.state == State.SET:
        raise Refused(_("Rencana ini sudah ditetapkan, jadi tidak ada lagi yang perlu dilakukan."))
    if found.state == State.PROPOSED:
        _check_complete(found)
        if found.employee_agreed_at is None:
            raise Refused(
                _("Pegawai belum menyetujui perubahan terakhir. Tunggu persetujuannya dulu.")
            )
        _agree(actor, found)
    found.state = flow.step(flow.PLAN, found.state, State.SET)
    _supersede(actor, found)
    found.set_at, found.set_by_id = actor.now, actor.employee_id
    found.save(update_fields=["state", "set_at", "set_by"])
    _step(actor, found, "")
    announce(actor, Event.PLAN_SET, id=found.pk, year=found.year)
    return found


def _supersede(actor: Actor, plan: PerformancePlan) -> None:
    before = PerformancePlan.objects.filter(
        assignment=plan.assignment_id, year=plan.year, state=State.SET
    ).first()
    if before is not None:
        before.state = flow.step(flow.PLAN, before.state, State.SUPERSEDED)
        before.save(update_fields=["state"])
        record(actor, "plan.superseded", before)


def _check_complete(plan: PerformancePlan) -> None:
    for gap in gaps_of(plan):
        raise gap
    if plan.dialogue.filter(kind=Kind.PROPOSAL, is_taken=None).exists():
        raise Refused(_UNANSWERED)


def _talking(actor: Actor, plan: PerformancePlan) -> PerformancePlan:
    found = lock(plan)
    if not (policies.can_write(actor, found) or policies.can_lead(actor, found)):
        raise PermissionDenied
    return found


def _of(plan: PerformancePlan, result: WorkResult | None) -> WorkResult | None:
    if result is not None and result.plan_id != plan.pk:
        raise PermissionDenied
    return result


def _step(actor: Actor, plan: PerformancePlan, text: str, verb: str = "") -> None:
    """Show the step in the dialogue and record it."""
    _write(actor, plan, text, kind=Kind.DECISION, step=plan.state)
    record(actor, verb or f"plan.{plan.state}", plan, note=text)


def _say(actor: Actor, plan: PerformancePlan, text: str, **over: Any) -> DialogueMessage:
    message = _write(actor, plan, text, **over)
    record(actor, f"dialogue.{message.kind}", message)
    return message


def _write(actor: Actor, plan: PerformancePlan, text: str, **over: Any) -> DialogueMessage:
    if actor.employee_id is None:
        raise PermissionDenied
    return DialogueMessage.objects.create(
        agency=actor.agency,
        plan=plan,
        author_id=actor.employee_id,
        text=text,
        at=actor.now,
        **over,
    )
