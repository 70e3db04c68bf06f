"""The regulation's forms with free lines, for people who fill them in by hand."""

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import (
    Behaviour,
    EvaluationForm,
    Measure,
    Party,
    PlanForm,
    ResultLine,
    Signature,
)
from karsa.evaluations.queries.paper import period_words, term_of
from karsa.org.models import Assignment, Employee, Period
from karsa.plans.models import WorkResult
from karsa.plans.queries.paper import parts
from karsa.plans.queries.unit_copy import plans_as_head
from karsa.rules.behaviour import VALUES

LINES = 6
_FREE = "\n\n"  # room to write in
_ROLES = ("Pegawai yang Dinilai", "Pejabat Penilai Kinerja")


@in_indonesian
def blank_plan(post: Assignment, rater: Employee | None, year: int) -> PlanForm:
    """Return the plan's form with free lines for six results. No query."""
    heads = plans_as_head(post)
    free = Measure(text=_FREE, target="", aspect="" if not heads else None)
    return PlanForm(
        code="A.1.2" if heads else "A.1.7",
        holder=parts.party(post.employee, post),
        rater=parts.party(rater, None) if rater else Party(),
        main=tuple(ResultLine(n, _FREE, measures=(free,)) for n in range(1, LINES)),
        additional=(ResultLine(LINES, _FREE, measures=(free,)),),
        behaviours=tuple(
            Behaviour(n, value.name, value.form_guides) for n, value in enumerate(VALUES, start=1)
        ),
        signatures=_signatures(post.employee, rater),
        agency=post.agency.name,
        period=f"1 JANUARI SD 31 DESEMBER TAHUN {year}",
    )


@in_indonesian
def blank_evaluation(plan_id: int, rater: Employee, period: Period) -> EvaluationForm:
    """Return the evaluation's form with the plan's results, everything else free. Nine queries."""
    plan = parts.plan_rows(plan_id)
    return EvaluationForm(
        code="C.1.2" if plan.for_head else "C.1.3",
        holder=parts.holder(plan),
        rater=parts.rater(plan),
        main=parts.result_lines(plan, WorkResult.Kind.MAIN),
        additional=parts.result_lines(plan, WorkResult.Kind.ADDITIONAL),
        behaviours=parts.behaviours(plan),
        signatures=_signatures(None, rater)[1:],
        heads=plan.for_head,
        term=term_of(period),
        agency=plan.agency.name,
        period=period_words(period),
    )


def _signatures(person: Employee | None, rater: Employee | None) -> tuple[Signature, ...]:
    return tuple(
        Signature(role, one.full_name if one else None, one.nip if one else None)
        for role, one in zip(_ROLES, (person, rater), strict=True)
    )
