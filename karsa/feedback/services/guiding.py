"""Keep what coaching, mentoring and counselling agreed, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.feedback import policies
from karsa.feedback.models import (
    BehaviourReport,
    CompetenceReview,
    Guidance,
    GuidanceOpinion,
    GuidanceStep,
)
from karsa.feedback.services.asking import About
from karsa.feedback.services.giving import check_plan, check_topic, lock_plan
from karsa.inbox.models import Notice
from karsa.org.services.notices import tell_people
from karsa.rules.guidance import COMPETENCES, OPINION
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where the two met, and the answers to what the kind asks."""

    kind: str
    day: date
    place: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One agreed step."""

    text: str
    due: date
    adjusts: bool = False


@transaction.atomic
def keep_guidance(
    *, actor: Actor, about: About, meeting: Meeting, steps: Sequence[Step]
) -> Guidance:
    """Keep the record of one meeting with the steps both agreed on.

    The same record again (a form sent twice) is the one that is kept. Raises PermissionDenied
    for who may not guide the plan's holder; Refused for a day to come,
    without what the kind asks first, or without a step.
    """
    if not policies.can_guide(actor, about.plan, meeting.kind):
        raise PermissionDenied
    check_plan(about.plan)
    check_topic(about.plan, about.result, about.value)
    _check_meeting(actor, meeting, steps)
    lock_plan(about.plan)
    row, is_new = Guidance.objects.get_or_create(
        agency=actor.agency,
        plan=about.plan,
        employee_id=about.plan.assignment.employee_id,
        guide_id=actor.me,
        kind=meeting.kind,
        result=about.result,
        value=about.value,
        day=meeting.day,
        place=meeting.place,
        answers=dict(meeting.answers),
        defaults={"recorded_at": actor.now},
    )
    if not is_new:
        return row
    GuidanceStep.objects.bulk_create(
        GuidanceStep(
            agency=actor.agency, guidance=row, text=one.text, due=one.due, adjusts=one.adjusts
        )
        for one in steps
    )
    record(actor, "guidance.kept", row)
    _tell(actor, row.employee_id, f"guidance:{row.pk}", reverse("feedback:guidance", args=[row.pk]))
    return row


@transaction.atomic
def finish_step(*, actor: Actor, step: GuidanceStep) -> GuidanceStep:
    """Mark an agreed step as done.

    Raises PermissionDenied for others than the two; Refused when it is done already.
    """
    row = GuidanceStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not policies.can_follow(actor, row.guidance):
        raise PermissionDenied
    if row.done_on is not None:
        raise Refused(_("Langkah ini sudah ditandai selesai."))
    row.done_on = actor.today
    row.save(update_fields=["done_on"])
    record(actor, "guidance.step_done", row)
    return row


@transaction.atomic
def follow_up(*, actor: Actor, guidance: Guidance, text: str) -> Guidance:
    """Write what became of it; written again, the newer words stand.

    Raises PermissionDenied for others than the two; Refused without words.
    """
    row = _locked(guidance)
    if not policies.can_follow(actor, row):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis apa yang sudah berubah dan apa langkah berikutnya."))
    row.follow_up, row.followed_up_on = text.strip(), actor.today
    row.save(update_fields=["follow_up", "followed_up_on"])
    record(actor, "guidance.followed_up", row)
    return row


@transaction.atomic
def give_opinion(*, actor: Actor, guidance: Guidance, answers: Sequence[str]) -> GuidanceOpinion:
    """Keep what the employee says about coaching or mentoring (B.1.8), once.

    Raises PermissionDenied for anybody else; Refused a second time or without an answer.
    """
    row = _locked(guidance)
    if not policies.can_give_opinion(actor, row):
        raise PermissionDenied
    if GuidanceOpinion.objects.filter(guidance=row).exists():
        raise Refused(_("Umpan balik atas bimbingan ini sudah Anda isi."))
    if len(answers) != len(OPINION) or not any(answers):
        raise Refused(_("Isi paling sedikit satu jawaban."))
    made = GuidanceOpinion.objects.create(
        agency=actor.agency, guidance=row, answers=list(answers), day=actor.today
    )
    record(actor, "guidance.opinion_given", made)
    return made


@transaction.atomic
def review_competence(
    *,
    actor: Actor,
    guidance: Guidance,
    technical: str,
    scores: Sequence[tuple[int, str]],
    recommendation: str,
) -> CompetenceReview:
    """Keep what the guide found of the competence afterwards (B.1.9); again, it is replaced.

    `scores`: (1 to 5, reason) per competence of the form, the technical one last.
    Raises PermissionDenied for anybody else; Refused for a score outside the form's scale.
    """
    row = _locked(guidance)
    if not policies.can_review_competence(actor, row):
        raise PermissionDenied
    if len(scores) != len(COMPETENCES) + 1 or any(not 1 <= score <= 5 for score, _why in scores):
        raise Refused(_("Beri nilai 1 sampai 5 untuk setiap kompetensi."))
    made, _new = CompetenceReview.objects.update_or_create(
        agency=actor.agency,
        guidance=row,
        defaults={
            "technical": technical.strip(),
            "scores": [[score, why] for score, why in scores],
            "recommendation": recommendation.strip(),
            "day": actor.today,
        },
    )
    record(actor, "guidance.competence_reviewed", made)
    return made


@transaction.atomic
def report_behaviour(
    *, actor: Actor, about: About, expectation: str, problem: str, tried: str, is_widespread: bool
) -> BehaviourReport:
    """Report a problem of behaviour to the office of personnel (B.1.10); the employee reads it.

    Raises PermissionDenied for who does not lead the plan's holder; Refused unless it says what
    was seen and what the rater has tried (it is to be told to the employee first).
    """
    if not policies.can_report_behaviour(actor, about.plan):
        raise PermissionDenied
    check_plan(about.plan)
    check_topic(about.plan, None, about.value)
    if not problem.strip() or not tried.strip():
        raise Refused(_("Tulis masalahnya dan apa yang sudah Anda lakukan untuk memperbaikinya."))
    lock_plan(about.plan)
    row, is_new = BehaviourReport.objects.get_or_create(
        agency=actor.agency,
        plan=about.plan,
        employee_id=about.plan.assignment.employee_id,
        by_id=actor.me,
        value=about.value,
        expectation=expectation.strip(),
        problem=problem.strip(),
        tried=tried.strip(),
        day=actor.today,
        defaults={"is_widespread": is_widespread},
    )
    if not is_new:
        return row
    record(actor, "guidance.behaviour_reported", row)
    path = reverse("feedback:behaviour_report", args=[row.pk])
    _tell(actor, row.employee_id, f"behaviour_report:{row.pk}", path)
    return row


def _locked(guidance: Guidance) -> Guidance:
    return Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)


def _check_meeting(actor: Actor, meeting: Meeting, steps: Sequence[Step]) -> None:
    first = next(iter(Guidance.QUESTIONS[Guidance.Kind(meeting.kind)]))
    if meeting.day > actor.today:
        raise Refused(_("Catat pembinaan setelah berlangsung; tanggalnya belum tiba."))
    if not meeting.answers.get(first, "").strip():
        raise Refused(_("Tulis dulu tujuan atau yang dibicarakan."))
    if not steps or any(step.due < meeting.day for step in steps):
        raise Refused(_("Sepakati paling sedikit satu langkah, dengan tanggal setelah pertemuan."))


def _tell(actor: Actor, employee_id: int, key: str, path: str) -> None:
    tell_people(
        actor.agency,
        actor.now,
        {employee_id: 1},
        kind=Notice.Kind.GUIDANCE_KEPT,
        key=key,
        path=path,
    )
