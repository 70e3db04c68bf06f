"""Give feedback, praise in one tap, answer."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.feedback.models import Feedback, FeedbackRequest
from karsa.feedback.policies import can_enter_outside, can_reply, source_of
from karsa.files.kinds import EVIDENCE, Kind
from karsa.files.models import StoredFile
from karsa.files.services import take
from karsa.inbox.models import Notice
from karsa.journal.models import DailyEntry
from karsa.org.services.notices import tell_people
from karsa.plans.models import PerformancePlan, WorkResult
from karsa.rules.behaviour import VALUE_KEYS
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_UNNAMED = frozenset({Kind.IMAGE})


@transaction.atomic
def give(
    *,
    actor: Actor,
    plan: PerformancePlan,
    tone: str,
    text: str,
    result: WorkResult | None = None,
    value: str = "",
    entry: DailyEntry | None = None,
    is_scheduled: bool = False,
    outside_party: str = "",
    evidence: "File[bytes] | None" = None,
    is_sharable: bool = False,
) -> Feedback:
    """Give feedback on one work result or on one BerAKHLAK value of a plan's holder.

    `is_sharable`: praise may stand on the unit's wall, with the giver's name. Whoever was asked
    for it has answered. The source follows from who gives it; the leader may write down what an
    outside party said, with name and role. The same again on one day is what was said before.
    Raises PermissionDenied for who has no say; Refused without words, for a plan that does not
    hold, or when it is not about one thing.
    """
    source = source_of(actor, plan)
    if source is None or (outside_party and not can_enter_outside(actor, plan)):
        raise PermissionDenied
    check_plan(plan)
    check_topic(plan, result, value)
    if not text.strip():
        raise Refused(_("Tulis umpan baliknya: apa yang terlihat, dan apa langkah berikutnya."))
    lock_plan(plan)
    said = {
        "agency": actor.agency,
        "employee_id": plan.assignment.employee_id,
        "plan": plan,
        "result": result,
        "value": value,
        "entry": entry,
        "giver_id": None if outside_party else actor.employee_id,
        "giver_name": outside_party,
        "tone": tone,
        "text": text.strip(),
        "day": actor.today,
    }
    if before := Feedback.objects.filter(**said).first():
        return before
    is_sharable &= tone == Feedback.Tone.POSITIVE and not outside_party
    given = Feedback.objects.create(
        source=Feedback.Source.OUTSIDE if outside_party else source,
        is_scheduled=is_scheduled,
        file=_kept(actor, evidence, is_named=is_sharable or source is Feedback.Source.LEADER),
        is_sharable=is_sharable,
        given_at=actor.now,
        **said,
    )
    _answer_requests(actor, given)
    record(actor, "feedback.give", given)
    notify(actor, given)
    return given


def lock_plan(plan: PerformancePlan) -> None:
    """Let two who say something about a plan at once, or one who says it twice, take turns."""
    list(PerformancePlan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).values("pk"))


def _kept(actor: Actor, evidence: "File[bytes] | None", *, is_named: bool) -> StoredFile | None:
    """Keep the file under a name that does not say whose it was.

    A document names its author inside; of who is not named only a picture is taken, which is
    drawn anew.
    """
    if evidence is None:
        return None
    evidence.name = f"bukti{PurePath(evidence.name or '').suffix.lower()}"
    return take(actor, evidence, purpose="feedback", allow=EVIDENCE if is_named else _UNNAMED)


def _answer_requests(actor: Actor, given: Feedback) -> None:
    asked = FeedbackRequest.objects.open_on(actor.today).filter(
        agency=actor.agency,
        asked=actor.me,
        plan__assignment=given.plan.assignment_id,
        plan__year=given.plan.year,
    )
    asked.update(answer=given)


@transaction.atomic
def praise(*, actor: Actor, entry: DailyEntry) -> Feedback:
    """Say "well done" to an entry in one tap; a second tap changes nothing.

    Raises PermissionDenied for who has no say about its writer.
    """
    entry = DailyEntry.objects.select_for_update().get(pk=entry.pk)
    source = source_of(actor, entry.plan)
    if source is None:
        raise PermissionDenied
    if entry.state == DailyEntry.State.DRAFT:
        raise Refused(_("Catatan ini masih draf."))
    given, is_new = Feedback.objects.get_or_create(
        agency=actor.agency,
        entry=entry,
        giver_id=actor.employee_id,
        tone=Feedback.Tone.POSITIVE,
        text="",
        defaults={
            "employee_id": entry.employee_id,
            "plan": entry.plan,
            "result": entry.result,
            "source": source,
            "day": actor.today,
            "given_at": actor.now,
        },
    )
    if is_new:
        record(actor, "feedback.praise", given)
        notify(actor, given)
    return given


@transaction.atomic
def reply(*, actor: Actor, feedback: Feedback, text: str) -> Feedback:
    """Answer feedback about oneself, once.

    Raises PermissionDenied for anybody else; Refused without words or when it is answered.
    """
    row = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if not can_reply(actor, row):
        raise PermissionDenied
    if row.reply:
        raise Refused(_("Umpan balik ini sudah Anda tanggapi."))
    if not text.strip():
        raise Refused(_("Tulis tanggapan Anda dulu."))
    row.reply = text.strip()
    row.save(update_fields=["reply"])
    record(actor, "feedback.reply", row)
    return row


def notify(actor: Actor, given: Feedback) -> None:
    """Tell whoever it is about."""
    tell_people(
        actor.agency,
        actor.now,
        {given.employee_id: 1},
        kind=Notice.Kind.FEEDBACK_GIVEN,
        key=f"feedback_given:{given.pk}",
        path=reverse("feedback:received"),
    )


def check_plan(plan: PerformancePlan) -> None:
    """Raise Refused for a plan that is a draft or replaced."""
    if plan.state in (PerformancePlan.State.DRAFT, PerformancePlan.State.SUPERSEDED):
        raise Refused(_("SKP ini belum atau tidak lagi berlaku. Pilih SKP yang berlaku."))


def check_topic(plan: PerformancePlan, result: WorkResult | None, value: str) -> None:
    """Raise Refused unless it is about one result or one value of this plan."""
    if (result is None) == (not value):
        raise Refused(_("Pilih satu: sebuah hasil kerja, atau satu nilai BerAKHLAK."))
    stray = result is not None and result.plan_id != plan.pk
    if stray or (value and value not in VALUE_KEYS):
        raise Refused(_("Pilihan itu bukan bagian dari SKP ini. Muat ulang, lalu pilih lagi."))
