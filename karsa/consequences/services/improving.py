"""An improvement period: begun by a person, accompanied, ended, tested, decided."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.consequences import policies
from karsa.consequences.models import Improvement, ImprovementGoal, ImprovementStep
from karsa.consequences.queries.evidence import is_settled, reopened_in
from karsa.consequences.queries.letters import begun_letter, placed_letter
from karsa.consequences.queries.terms import improvement_rules
from karsa.consequences.services import steps
from karsa.evaluations.models import Evaluation
from karsa.feedback.models import Guidance
from karsa.files.kinds import Kind
from karsa.files.services import take
from karsa.rules import flow
from karsa.rules import improvement as rules
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

_FILES = frozenset({Kind.PDF, Kind.IMAGE})
State, StepKind = Improvement.State, ImprovementStep.Kind


@transaction.atomic
def begin(
    *,
    actor: Actor,
    evaluation_id: int,
    goals: Sequence[tuple[str, date]],
    reason: str,
    contract: str = "",
    host: str = "",
) -> Improvement:
    """Begin the months to improve on an annual grade, with goals; the person gets a letter.

    `goals`: what should be different, and by when. Raises PermissionDenied to all but rater,
    superior and office; Refused as `rules.improvement` says, and a second time for a grade.
    """
    row = Evaluation.objects.select_for_update(of=("self",)).for_page().get(pk=evaluation_id)
    if not policies.can_begin_improvement(actor, row):
        raise PermissionDenied
    employee, terms = row.assignment.employee, improvement_rules(actor.agency, actor.today)
    if Improvement.objects.filter(employee=employee, state=State.RUNNING).exists() or hasattr(
        row, "improvement"
    ):
        raise Refused(_("Masa perbaikan untuk hasil ini sudah ada."))
    rules.check_start(
        annual=row.period.is_annual,
        settled=is_settled(row) and not _is_reopened(row),
        grade=row.grade,
        contract=contract,
        employment=employee.employment,
        rules=terms,
    )
    ends = rules.ends_on(actor.today, terms.months)
    rules.check_goals(goals, starts=actor.today, ends=ends)
    made = Improvement.objects.create(
        agency=actor.agency,
        employee=employee,
        assignment=row.assignment,
        evaluation=row,
        employment=employee.employment,
        contract=contract.strip(),
        source=terms.source,
        begun_by_id=actor.me,
        starts=actor.today,
        ends=ends,
    )
    ImprovementGoal.objects.bulk_create(
        ImprovementGoal(agency=actor.agency, improvement=made, text=text, due=due)
        for text, due in goals
    )
    step = _add(actor, made, StepKind.BEGUN, reason, day=ends)
    steps.add_letter(actor, step, begun_letter(made, step), _number(made, step), host)
    return made


@transaction.atomic
def check(
    *,
    actor: Actor,
    improvement_id: int,
    text: str,
    guidance: Guidance | None = None,
    evidence: "File[bytes] | None" = None,
) -> ImprovementStep:
    """Write down how far it is, with the coaching it came from and a file.

    Raises PermissionDenied to who does not accompany the person; Refused once it is over.
    """
    row = _locked(improvement_id)
    if not policies.can_guide_improvement(actor, row):
        raise PermissionDenied
    if row.state != State.RUNNING:
        raise Refused(_("Masa perbaikan ini sudah diakhiri."))
    if guidance is not None and guidance.employee_id != row.employee_id:
        raise PermissionDenied
    kept = None
    if evidence is not None:
        kept = take(actor, evidence, purpose="due_process", allow=_FILES)
    return _add(actor, row, StepKind.CHECKED, text, guidance=guidance, evidence=kept)


@transaction.atomic
def end(*, actor: Actor, improvement_id: int, improved: bool, text: str) -> Improvement:
    """Say whether it worked; what did not goes on to a test or the contract.

    Raises PermissionDenied as `check`; Refused before its last day unless it worked, and without
    a single checkpoint.
    """
    row = _locked(improvement_id)
    if not policies.can_guide_improvement(actor, row):
        raise PermissionDenied
    row.state = flow.step(flow.IMPROVEMENT, row.state, "improved" if improved else "not_improved")
    rules.check_end(
        ends=row.ends,
        today=actor.today,
        improved=improved,
        checkpoints=row.steps.filter(kind=StepKind.CHECKED).count(),
    )
    row.save(update_fields=["state"])
    _add(actor, row, StepKind.ENDED, text)
    return row


@transaction.atomic
def test(*, actor: Actor, improvement_id: int, passed: bool, text: str) -> Improvement:
    """Record the competence test of a PNS.

    Raises PermissionDenied to all but office and head of region, and to who began it; Refused for
    a PPPK, or before the months have ended without success.
    """
    row = _placed_by(actor, improvement_id)
    if not row.is_pns:
        raise Refused(_("Uji kompetensi ini untuk PNS. Untuk PPPK, perjanjian kerjanya berlaku."))
    row.state, row.test_passed = flow.step(flow.IMPROVEMENT, row.state, "tested"), passed
    row.save(update_fields=["state", "test_passed"])
    _add(actor, row, StepKind.TESTED, text)
    return row


@transaction.atomic
def place(
    *, actor: Actor, improvement_id: int, outcome: str, text: str, host: str = ""
) -> Improvement:
    """Decide what follows, with a reason; the person gets the letter.

    Raises PermissionDenied as `test`; Refused before the test of a PNS, or for an outcome that is
    not of the person's employment.
    """
    row = _placed_by(actor, improvement_id)
    state = flow.step(flow.IMPROVEMENT, row.state, "placed")
    if row.is_pns and row.state != State.TESTED:
        raise Refused(_("Catat hasil uji kompetensinya dulu."))
    rules.check_outcome(outcome, row.employment)
    row.state, row.outcome = state, outcome
    row.save(update_fields=["state", "outcome"])
    step = _add(actor, row, StepKind.PLACED, text)
    steps.add_letter(actor, step, placed_letter(row, step), _number(row, step), host)
    return row


@transaction.atomic
def answer(*, actor: Actor, step_id: int, text: str) -> ImprovementStep:
    """The person's right of reply to a step. Raises PermissionDenied, Refused."""
    rows = ImprovementStep.objects.select_for_update(of=("self",)).select_related("improvement")
    row = rows.get(pk=step_id)
    return steps.answer(actor, row, row.improvement.employee_id, text)


def _is_reopened(row: Evaluation) -> bool:
    return row.period_id in reopened_in(row.agency_id, row.period.year)


def _placed_by(actor: Actor, improvement_id: int) -> Improvement:
    row = _locked(improvement_id)
    if not policies.can_place(actor, row):
        raise PermissionDenied
    return row


def _locked(improvement_id: int) -> Improvement:
    return Improvement.objects.select_for_update(of=("self",)).for_page().get(pk=improvement_id)


def _add(actor: Actor, row: Improvement, kind: str, text: str, **over: Any) -> ImprovementStep:
    if not text.strip():
        raise Refused(_("Tulis alasannya; pegawai membacanya dan boleh menanggapi."))
    made = ImprovementStep.objects.create(
        agency=actor.agency,
        improvement=row,
        kind=kind,
        on=actor.today,
        by_id=actor.me,
        text=text.strip(),
        **over,
    )
    record(actor, f"improvement.{kind}", row)
    steps.tell(actor, row.employee_id, f"improvement_step:{made.pk}")
    return made


def _number(row: Improvement, step: ImprovementStep) -> str:
    return f"MPK/{row.starts.year}/{row.pk}-{step.pk}"
