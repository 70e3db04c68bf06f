"""Plans, their results and their matrix."""

from karsa.org.tests import make
from karsa.plans.models import (
    DialogueMessage,
    ManualIndicator,
    MatrixColumn,
    MatrixRow,
    PerformancePlan,
    RoleResultMatrix,
    Workblock,
)
from karsa.plans.tests import make as plans
from tests.access_rows.common import reported


def reported_plan(people: make.People) -> int:
    """The plan she reports on and gets feedback about."""
    return plans.result(reported(people)).plan_id


def drafted(people: make.People) -> int:
    """Her plan while she writes it, complete enough to be proposed."""
    return _draft(people).pk


def proposed(people: make.People) -> int:
    """Her plan while it waits for Andi."""
    return _draft(people, state="proposed", employee_agreed_at=make.NOW).pk


def in_force(people: make.People) -> int:
    """Her plan as Andi set it."""
    return _draft(people, state="set", set_at=make.NOW).pk


def own_result(people: make.People) -> int:
    """A result of her draft."""
    return _draft(people).results.get().pk


def own_measure(people: make.People) -> int:
    """A measure of her draft, with a manual."""
    measure = _draft(people).results.get().measures.get()
    ManualIndicator.objects.create(agency=measure.agency, measure=measure, purpose="Tahu")
    return measure.pk


def own_action(people: make.People) -> int:
    """A step of her draft."""
    return plans.action(_draft(people).results.get()).pk


def own_strategy(people: make.People) -> int:
    """A strategy of her draft."""
    result = _draft(people).results.get()
    named = {"order": 1, "initiative": "Jemput bola"}
    return Workblock.objects.create(agency=result.agency, result=result, **named).pk


def wording(people: make.People) -> int:
    """Words that Andi proposes for her result."""
    plan = _draft(people)
    said = {"kind": "proposal", "proposed_text": "Ibu hamil sehat", "at": make.NOW}
    row = DialogueMessage.objects.create(
        agency=plan.agency, plan=plan, author=people.andi, result=plan.results.get(), **said
    )
    return row.pk


def matrix(people: make.People) -> int:
    """The matrix of her clinic."""
    return _matrix(people).pk


def matrix_row(people: make.People) -> int:
    """A row of that matrix."""
    return MatrixRow.objects.get_or_create(
        agency=people.clinic.agency, matrix=_matrix(people), order=1, position="Bidan"
    )[0].pk


def matrix_column(people: make.People) -> int:
    """A column of that matrix."""
    return MatrixColumn.objects.get_or_create(
        agency=people.clinic.agency, matrix=_matrix(people), order=1, text="ANC"
    )[0].pk


def _draft(people: make.People, **over: object) -> PerformancePlan:
    plan = plans.plan(people.rina.assignments.get(), **({"state": "draft"} | over))
    plans.measure(plans.result(plan), aspect="quantity")
    return plan


def _matrix(people: make.People) -> RoleResultMatrix:
    return RoleResultMatrix.objects.get_or_create(
        agency=people.clinic.agency, unit=people.clinic, year=2026, title="Kepala"
    )[0]
