"""From the decision to the person's hands: signed, handed over, received, closed."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import Evaluation
from karsa.evaluations.policies import can_close, can_hand_over, can_receive
from karsa.evaluations.queries.turn import (
    Terms,
    takeover_of,
    terms_for,
    terms_of,
    window_of,
)
from karsa.evaluations.services.papers import issue_papers
from karsa.machines.models import Event
from karsa.machines.services import announce
from karsa.org.queries.rules import deadline_rules
from karsa.rules import flow
from karsa.rules.decision import check_turn
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def sign(*, actor: Actor, evaluation_id: int, host: str = "") -> Evaluation:
    """Sign the decision and issue its documents (C.1.x and D.1.1, or D.1.2 by the superior).

    `host`: the address people use, for the QR. Raises PermissionDenied to all but who decided,
    Refused if not decided, or if the superior has taken it over from the rater.
    """
    row = _locked(evaluation_id)
    if not can_hand_over(actor, row):
        raise PermissionDenied
    row.state = flow.step(flow.EVALUATION, row.state, "signed")
    window = window_of(row.period, terms_of(row.period).rules)
    superior = actor.employee_id == row.reviewer_id
    taken = takeover_of(row.assignment_id, row.period)
    check_turn(
        window,
        actor.today,
        superior=superior,
        alone=row.reviewer_id is None,
        hearing=taken.hearing if taken else None,
    )
    row.signed_on = actor.today
    row.save(update_fields=["state", "signed_on"])
    issue_papers(actor, row, host)
    record(actor, "evaluations.signed", row)
    return row


@transaction.atomic
def deliver(*, actor: Actor, evaluation_id: int) -> Evaluation:
    """Hand the signed document to the person. PermissionDenied to all but who decided."""
    row = _locked(evaluation_id)
    if not can_hand_over(actor, row):
        raise PermissionDenied
    row.state = flow.step(flow.EVALUATION, row.state, "delivered")
    row.delivered_on = actor.today
    row.save(update_fields=["state", "delivered_on"])
    record(actor, "evaluations.delivered", row)
    return row


@transaction.atomic
def receive(*, actor: Actor, evaluation_id: int, signs: bool = True) -> Evaluation:
    """Confirm the receipt, signing the document or giving it back unsigned.

    Either way the term of an objection runs from today. PermissionDenied to everybody else.
    """
    row = _locked(evaluation_id)
    if not can_receive(actor, row):
        raise PermissionDenied
    row.state = flow.step(flow.EVALUATION, row.state, "received" if signs else "returned_unsigned")
    row.received_on = actor.today
    row.save(update_fields=["state", "received_on"])
    record(actor, f"evaluations.{row.state}", row)
    return row


@transaction.atomic
def close(*, actor: Actor, evaluation_id: int) -> Evaluation:
    """Close what is settled: decided on objection, final, or its term passed unused.

    Raises PermissionDenied to all but rater and superior, Refused while an objection may come.
    """
    row = _locked(evaluation_id)
    if not can_close(actor, row):
        raise PermissionDenied
    return _close(actor, row, terms_for(row, actor.today))


def close_due(*, actor: Actor) -> int:
    """Close every evaluation that is settled: its objection term passed, or decided; each night.

    Returns how many were closed; a second run closes none. One transaction each.
    """
    # So many working days are never fewer days; what is younger is not looked at one by one.
    days = deadline_rules(actor.agency, actor.today.year).objection
    settled = Q(is_final=True) | Q(state="decided_on_objection")
    waiting = Evaluation.objects.filter(
        settled | Q(received_on__lt=actor.today - timedelta(days=days)),
        agency=actor.agency,
        state__in=("received", "returned_unsigned", "decided_on_objection"),
    ).for_page()
    done = 0
    for row in waiting.order_by("pk"):
        if _is_settled(row, terms_for(row, actor.today), actor.today):
            close(actor=actor, evaluation_id=row.pk)
            done += 1
    return done


def _close(actor: Actor, row: Evaluation, terms: Terms) -> Evaluation:
    then = flow.step(flow.EVALUATION, row.state, "closed")
    if not _is_settled(row, terms, actor.today):
        raise Refused(
            _("Masa keberatan pegawai masih berjalan. Evaluasi ini dapat ditutup sesudahnya.")
        )
    row.state = then
    row.save(update_fields=["state"])
    record(actor, "evaluations.closed", row)
    announce(actor, Event.GRADE_FINAL, id=row.pk, period=row.period_id)
    return row


def _is_settled(row: Evaluation, terms: Terms, today: date) -> bool:
    if row.is_final or row.state == Evaluation.State.DECIDED_ON_OBJECTION:
        return True
    if row.received_on is None:
        return False
    return today > terms.objection_by(row.received_on)


def _locked(evaluation_id: int) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",)).for_page()
    return rows.get(pk=evaluation_id)
