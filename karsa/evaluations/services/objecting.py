"""The objection: the person's reason, the rater's explanation, the superior's decision."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.policies import can_decide_objection, can_explain, can_receive
from karsa.evaluations.queries.turn import terms_for
from karsa.evaluations.services.papers import replace_document, replace_result
from karsa.evaluations.services.reporting import send_corrected
from karsa.files.kinds import Kind
from karsa.files.services import take
from karsa.rules import deadlines, flow
from karsa.rules.grade import Rating, grade
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

EVIDENCE = frozenset(Kind)


@transaction.atomic
def object_to(
    *, actor: Actor, evaluation_id: int, reason: str, evidence: "File[bytes] | None" = None
) -> Objection:
    """File the person's objection with its reason and a file.

    Raises PermissionDenied to everybody else, Refused without a reason, after the term, where
    the result is final, before the receipt, or a second time.
    """
    row = _evaluation(evaluation_id)
    if not can_receive(actor, row):
        raise PermissionDenied
    if row.received_on is None:
        raise Refused(_("Konfirmasi dulu bahwa dokumen sudah Anda terima, lalu ajukan keberatan."))
    terms = terms_for(row, actor.today)
    deadlines.check_objection(
        terms.own or terms.calendar,
        received=row.received_on,
        today=actor.today,
        final=row.is_final,
        rules=terms.rules,
    )
    if not reason.strip():
        raise Refused(_("Tulis alasan keberatan Anda; atasan penilai memutus dari alasan itu."))
    row.state = flow.step(flow.EVALUATION, row.state, "objected")
    row.save(update_fields=["state"])
    stored = take(actor, evidence, purpose="objection", allow=EVIDENCE) if evidence else None
    objection = Objection.objects.create(
        agency=actor.agency,
        evaluation=row,
        reason=reason.strip(),
        evidence=stored,
        filed_on=actor.today,
        decide_by=deadlines.decision_by(terms.calendar, actor.today, terms.rules),
        old_result_rating=row.result_rating,
        old_behaviour_rating=row.behaviour_rating,
        old_grade=row.grade,
        old_recommendation=row.recommendation,
    )
    record(actor, "evaluations.objection_filed", objection)
    return objection


@transaction.atomic
def explain(*, actor: Actor, objection_id: int, text: str) -> Objection:
    """Add the rater's explanation, so that both sides are heard.

    Raises PermissionDenied to all but the rater, Refused when empty or already decided.
    """
    objection = _objection(objection_id)
    if not can_explain(actor, objection):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Tulis penjelasan Anda: atas bukti apa keputusan itu diambil."))
    objection.state = flow.step(flow.OBJECTION, objection.state, "examined")
    objection.explanation, objection.explained_on = text.strip(), actor.today
    objection.save(update_fields=["state", "explanation", "explained_on"])
    record(actor, "evaluations.objection_explained", objection)
    return objection


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the superior decides: affirms, or changes with both ratings, always with a reason."""

    decision: str
    reason: str
    result_rating: str = ""
    behaviour_rating: str = ""
    recommendation: str = ""


@transaction.atomic
def decide_objection(
    *, actor: Actor, objection_id: int, verdict: Verdict, host: str = ""
) -> Objection:
    """Affirm or change the result; D.1.3 replaces the document that was objected to.

    Whoever took the report upwards hears that a corrected one is ready.

    Raises PermissionDenied to all but the rater's superior, Refused without a reason, while
    the rater may still explain, or for a change that names no other rating.
    """
    objection = _objection(objection_id)
    if not can_decide_objection(actor, objection):
        raise PermissionDenied
    _check_heard(objection, actor.today)
    _check_verdict(objection, verdict)
    row = objection.evaluation
    changes = verdict.decision == Objection.Decision.CHANGES
    _settle(actor, objection, verdict)
    _apply(row, verdict, changes=changes)
    replace_document(actor, row, host)
    if changes:
        replace_result(actor, row, host)
    send_corrected(actor, objection)
    record(actor, f"evaluations.objection_{verdict.decision}", objection, note=verdict.reason)
    return objection


def _check_heard(objection: Objection, today: date) -> None:
    """Both sides are heard; a silent rater does not keep the person waiting past the term."""
    if objection.state == Objection.State.FILED and today >= objection.decide_by:
        objection.state = flow.step(flow.OBJECTION, objection.state, "examined")
    if objection.state == Objection.State.FILED:
        raise Refused(
            _(
                "Penjelasan pejabat penilai belum ada. Mintalah dulu; tanpa penjelasan pun Anda "
                "dapat memutus mulai %(day)s."
            ),
            day=objection.decide_by.strftime("%d-%m-%Y"),
        )


def _check_verdict(objection: Objection, verdict: Verdict) -> None:
    if verdict.decision not in Objection.Decision.values or not verdict.reason.strip():
        raise Refused(_("Pilih menguatkan atau mengubah, dan tulis alasan putusan Anda."))
    if verdict.decision == Objection.Decision.AFFIRMS:
        return
    before = (objection.old_result_rating, objection.old_behaviour_rating)
    after = (verdict.result_rating, verdict.behaviour_rating)
    if not set(Rating).issuperset(after) or before == after:
        raise Refused(_("Untuk mengubah, pilih rating baru yang berbeda dari sebelumnya."))


def _settle(actor: Actor, objection: Objection, verdict: Verdict) -> None:
    objection.state = flow.step(flow.OBJECTION, objection.state, "decided")
    objection.decision = verdict.decision
    objection.decision_reason = verdict.reason.strip()
    objection.decided_by_id, objection.decided_on = actor.employee_id, actor.today
    names = ("state", "decision", "decision_reason", "decided_by", "decided_on")
    objection.save(update_fields=names)


def _apply(row: Evaluation, verdict: Verdict, *, changes: bool) -> None:
    row.state = flow.step(flow.EVALUATION, row.state, "decided_on_objection")
    if changes:
        row.result_rating, row.behaviour_rating = verdict.result_rating, verdict.behaviour_rating
        row.grade = grade(Rating(row.result_rating), Rating(row.behaviour_rating)).value
    row.recommendation = verdict.recommendation.strip() or row.recommendation
    row.save(
        update_fields=["state", "result_rating", "behaviour_rating", "grade", "recommendation"]
    )


def _evaluation(evaluation_id: int) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",)).for_page()
    return rows.get(pk=evaluation_id)


def _objection(objection_id: int) -> Objection:
    found = Objection.objects.select_for_update(of=("self",)).get(pk=objection_id)
    found.evaluation = _evaluation(found.evaluation_id)
    return found
