"""Ask a colleague for feedback, invite an outside party by a link that works once."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.feedback.models import Feedback, FeedbackRequest
from karsa.feedback.policies import can_ask
from karsa.feedback.queries.asking import colleagues
from karsa.feedback.services.giving import check_plan, check_topic, notify
from karsa.inbox.models import Notice
from karsa.kit.digests import keyed
from karsa.org.models import Employee
from karsa.org.services.notices import tell_people
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _
from karsa.tenancy.models import Agency

VALID = timedelta(days=30)
# As many as somebody can thank for; more are letters to strangers.
_MOST_OPEN = 20


@dataclass(frozen=True, slots=True)
class About:
    """What feedback is asked on: one result or one value of a plan."""

    plan: PerformancePlan
    result: WorkResult | None = None
    value: str = ""


def digest_of(agency: Agency, token: str) -> str:
    """Return what is kept of an invitation's link. No query."""
    return keyed("feedback-invitation", agency.pk, token)


@transaction.atomic
def ask(*, actor: Actor, about: About, asked: Employee) -> FeedbackRequest:
    """Ask a colleague who works with the plan's holder.

    Raises PermissionDenied for who is neither the holder nor in the holder's line; Refused for
    who does not work with the holder, is asked already (answered or not: that is not told), or
    when twenty are open.
    """
    _check(actor, about)
    if asked.pk not in {one.employee_id for one in colleagues(actor, about.plan)}:
        raise Refused(_("Pilih orang yang bekerja dengannya: atasan, rekan, atau bawahan."))
    if _sent(actor, about).filter(asked=asked).exists():
        raise Refused(_("Orang ini sudah Anda minta. Satu permintaan cukup untuk 30 hari."))
    row = _kept(actor, about, asked=asked)
    tell_people(
        actor.agency,
        actor.now,
        {asked.pk: 1},
        kind=Notice.Kind.FEEDBACK_ASKED,
        key=f"feedback_asked:{row.pk}",
        path=reverse("feedback:people"),
    )
    record(actor, "feedback.asked", row)
    return row


@transaction.atomic
def invite(*, actor: Actor, about: About, party: str, work: str) -> str:
    """Make a link for an outside party and return its secret part, which is not kept.

    Raises as `ask` does; Refused without the party's role or words about the work.
    """
    _check(actor, about)
    if not party.strip() or not work.strip():
        raise Refused(_("Tulis siapa yang diundang dan pekerjaan mana yang ditanyakan."))
    token = token_urlsafe(24)
    digest = digest_of(actor.agency, token)
    row = _kept(actor, about, party=party.strip(), work=work.strip(), token=digest)
    record(actor, "feedback.invited", row)
    return token


@transaction.atomic
def withdraw_request(*, actor: Actor, request: FeedbackRequest) -> FeedbackRequest:
    """Take a request back; a link stops working.

    Raises PermissionDenied for whoever did not ask; Refused once an outside party has answered.
    """
    row = FeedbackRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.asked_by_id != actor.me:
        raise PermissionDenied
    if row.answer_id is not None and row.token:
        raise Refused(_("Permintaan ini sudah dijawab."))
    row.withdrawn_on = actor.today
    row.save(update_fields=["withdrawn_on"])
    record(actor, "feedback.request_withdrawn", row)
    return row


@transaction.atomic
def answer_invitation(
    *, doer: Actor, invitation: FeedbackRequest, tone: str, text: str
) -> Feedback:
    """Keep what an outside party wrote behind its link; `doer` is the agency, nobody by name.

    Raises Refused for a link that was used, taken back or is too old, and without words.
    """
    row = FeedbackRequest.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.answer_id or row.withdrawn_on or row.expires < doer.today:
        raise Refused(_("Tautan ini sudah dipakai atau tidak berlaku lagi. Minta yang baru."))
    if not text.strip():
        raise Refused(_("Tulis dulu masukan Anda."))
    holder = row.plan.assignment.employee_id
    row.answer = Feedback.objects.create(
        agency=doer.agency,
        employee_id=holder,
        plan=row.plan,
        result=row.result,
        value=row.value,
        source=Feedback.Source.OUTSIDE,
        giver_name=row.party,
        is_own_guest=row.asked_by_id == holder,
        tone=tone,
        text=text.strip(),
        day=doer.today,
        given_at=doer.now,
    )
    row.save(update_fields=["answer"])
    record(doer, "feedback.outside_given", row.answer)
    notify(doer, row.answer)
    return row.answer


def _check(actor: Actor, about: About) -> None:
    if not can_ask(actor, about.plan):
        raise PermissionDenied
    check_plan(about.plan)
    check_topic(about.plan, about.result, about.value)
    if _sent(actor, about).count() >= _MOST_OPEN:
        raise Refused(_("Sudah dua puluh permintaan dalam 30 hari. Tunggu, atau tarik sebagian."))


def _sent(actor: Actor, about: About) -> QuerySet[FeedbackRequest]:
    """Requests of the last 30 days that were not taken back, answered or not."""
    return FeedbackRequest.objects.filter(
        agency=actor.agency,
        asked_by=actor.me,
        plan__assignment=about.plan.assignment_id,
        withdrawn_on=None,
        expires__gte=actor.today,
    )


def _kept(actor: Actor, about: About, **over: Any) -> FeedbackRequest:
    return FeedbackRequest.objects.create(
        agency=actor.agency,
        plan=about.plan,
        result=about.result,
        value=about.value,
        asked_by_id=actor.me,
        day=actor.today,
        expires=actor.today + VALID,
        **over,
    )
