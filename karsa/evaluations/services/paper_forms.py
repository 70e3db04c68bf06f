"""Blanks for the unconnected: printed with a code, filled in by hand, typed in, confirmed.

What an operator types waits. It takes effect when the one whose words they are confirms it, and
then as their own act, through the same rules as on the screen; the mark "dari kertas" stays.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.documents.services import issue
from karsa.documents.signing import SCANS, check_code
from karsa.evaluations.models import Evaluation, PaperForm
from karsa.evaluations.policies import can_confirm_form, can_type_for
from karsa.evaluations.queries.blanks import blank_evaluation, blank_plan
from karsa.evaluations.queries.turn import turn_of
from karsa.evaluations.services.deciding import decide
from karsa.files.services import keep_bytes, take
from karsa.org.models import Assignment, Employee, Period
from karsa.org.queries.raters import rater_line
from karsa.plans import services as plans
from karsa.plans.models import Origin, PerformancePlan
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

State, Kind = PaperForm.State, PaperForm.Kind
_NO_PLAN = _("Pegawai ini belum punya SKP yang ditetapkan untuk periode itu.")
_NO_RATER = _("Belum ada pejabat penilai untuk jabatan ini.")
_DONE = _("Formulir ini sudah dikonfirmasi, jadi isinya tidak diubah lagi.")
_NOT_TYPED = _("Formulir ini belum diketik, jadi belum ada yang dikonfirmasi.")
_EMPTY = _("Ketik paling sedikit satu hasil kerja dari kertas itu.")
_WHY = _("Tulis apa yang tidak sesuai dengan kertasnya.")


@transaction.atomic
def print_plan(*, actor: Actor, post: Assignment, host: str = "") -> PaperForm:
    """Print a blank SKP of this year with its code. PermissionDenied to all but the operator."""
    _check_operator(actor, post)
    line = rater_line(post.pk, actor.today)
    form = blank_plan(post, line.rater if line else None, actor.today.year)
    made = PaperForm(kind=Kind.PLAN, year=actor.today.year, confirmer=post.employee)
    return _printed(actor, post, made, form, host)


@transaction.atomic
def print_evaluation(
    *, actor: Actor, post: Assignment, period: Period, host: str = ""
) -> PaperForm:
    """Print a blank evaluation of a set plan. Raises PermissionDenied, Refused without one."""
    _check_operator(actor, post)
    plan = _plan(post, period.year)
    turn = turn_of(plan, period, actor.today)
    if turn is None:
        raise Refused(_NO_RATER)
    rater = Employee.objects.get(pk=turn.rater_id)
    form = blank_evaluation(plan.pk, rater, period)
    made = PaperForm(kind=Kind.EVALUATION, year=period.year, period=period, confirmer=rater)
    return _printed(actor, post, made, form, host)


def _printed(actor: Actor, post: Assignment, made: PaperForm, form: Any, host: str) -> PaperForm:
    before = PaperForm.objects.filter(assignment=post, kind=made.kind, year=made.year).count()
    document, content = issue(
        agency=actor.agency,
        kind="blank",
        number=f"BLANKO/{form.code}/{made.year}/{post.pk}-{before + 1}",
        day=actor.today,
        form=form,
        now=actor.now,
        host=host,
    )
    made.agency, made.assignment, made.document = actor.agency, post, document
    made.file = keep_bytes(actor, content, f"blanko {form.code}.pdf", "application/pdf", "blank")
    made.save()
    record(actor, "evaluations.blank_printed", made)
    return made


@transaction.atomic
def type_form(
    *, actor: Actor, form_id: int, code: str, typed: dict[str, Any], upload: "File[bytes]"
) -> PaperForm:
    """Type in what stands on the paper, with its scan and the code printed on it.

    Raises PermissionDenied to all but the operator; Refused for another paper's code, an empty
    plan, or a form that is confirmed.
    """
    form = _locked(form_id)
    _check_operator(actor, form.assignment)
    if form.state == State.CONFIRMED:
        raise Refused(_DONE)
    check_code(form.document, code)
    if form.kind == Kind.PLAN and not typed.get("results"):
        raise Refused(_EMPTY)
    form.scan = take(actor, upload, purpose="paper_form", allow=SCANS)
    form.typed, form.state, form.answer = typed, State.TYPED, ""
    form.typed_by, form.typed_at = actor.user_id, actor.now
    form.save(update_fields=["scan", "typed", "state", "answer", "typed_by", "typed_at"])
    record(actor, "evaluations.form_typed", form)
    return form


@transaction.atomic
def return_form(*, actor: Actor, form_id: int, reason: str) -> PaperForm:
    """Say that what was typed is not what the paper says. PermissionDenied, Refused."""
    form = _to_confirm(actor, form_id)
    if not reason.strip():
        raise Refused(_WHY)
    form.state, form.answer = State.RETURNED, reason.strip()
    form.save(update_fields=["state", "answer"])
    record(actor, "evaluations.form_returned", form, note=form.answer)
    return form


@transaction.atomic
def confirm_form(*, actor: Actor, form_id: int) -> PaperForm:
    """Make what was typed one's own: a draft of the plan, or a decided evaluation.

    Raises PermissionDenied to all but the one whose words they are; Refused as the act itself.
    """
    form = _to_confirm(actor, form_id)
    if form.period is None:
        _write_plan(actor, form)
    else:
        _decide(actor, form, form.period)
    form.state, form.confirmed_at = State.CONFIRMED, actor.now
    form.save(update_fields=["state", "confirmed_at"])
    record(actor, "evaluations.form_confirmed", form)
    return form


def _write_plan(actor: Actor, form: PaperForm) -> None:
    approach = PerformancePlan.Approach.QUANTITATIVE
    plan = plans.start_plan(
        actor=actor, assignment=form.assignment, year=form.year, approach=approach
    )
    plan.origin = Origin.PAPER
    plan.save(update_fields=["origin"])
    for said in form.typed["results"]:
        words = plans.ResultWords(said["text"], said["kind"])
        result = plans.add_result(actor=actor, plan=plan, words=words)
        if said["measure"]:
            measure = plans.MeasureWords(said["measure"], said["target"])
            plans.set_measure(actor=actor, result=result, words=measure)


def _decide(actor: Actor, form: PaperForm, period: Period) -> None:
    said = form.typed
    row = decide(
        actor=actor,
        plan=_plan(form.assignment, form.year),
        period=period,
        result_rating=said["result_rating"],
        behaviour_rating=said["behaviour_rating"],
        reason=said["reason"],
        recommendation=said["recommendation"],
    )
    Evaluation.objects.filter(pk=row.pk).update(origin=Origin.PAPER)


def _to_confirm(actor: Actor, form_id: int) -> PaperForm:
    form = _locked(form_id)
    if not can_confirm_form(actor, form):
        raise PermissionDenied
    if form.state != State.TYPED:
        raise Refused(_DONE if form.state == State.CONFIRMED else _NOT_TYPED)
    return form


def _check_operator(actor: Actor, post: Assignment) -> None:
    if not can_type_for(actor, post):
        raise PermissionDenied


def _plan(post: Assignment, year: int) -> PerformancePlan:
    rows = PerformancePlan.objects.filter(assignment=post, year=year)
    plan = rows.filter(state=PerformancePlan.State.SET).select_related("agency").first()
    if plan is None:
        raise Refused(_NO_PLAN)
    return plan


def _locked(form_id: int) -> PaperForm:
    rows = PaperForm.objects.select_for_update(of=("self",)).select_related(
        "assignment__unit", "assignment__employee", "document", "period__agency"
    )
    return rows.get(pk=form_id)
