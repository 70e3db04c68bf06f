"""A plan on its forms: A.1.1, A.1.2, A.1.6, A.1.7 with the annex A.1.8, and the actions B.1.1."""

from typing import cast

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import ActionLine, ActionsForm, Annex, AnnexForm, PlanForm
from karsa.documents.shapes.plan import PlanCode
from karsa.plans.models import AnnexItem, PerformancePlan, WorkResult
from karsa.plans.queries.paper import parts

Kind = WorkResult.Kind
Section = AnnexItem.Section


@in_indonesian
def plan_form(pk: int) -> PlanForm:
    """Return the plan on the form of its approach, its annex behind it. Nine queries."""
    plan = parts.plan_rows(pk)
    return PlanForm(
        code=cast("PlanCode", plan.form),
        holder=parts.holder(plan),
        rater=parts.rater(plan),
        main=parts.result_lines(plan, Kind.MAIN),
        additional=parts.result_lines(plan, Kind.ADDITIONAL),
        behaviours=parts.behaviours(plan),
        signatures=parts.both_signatures(plan),
        agency=plan.agency.name,
        period=parts.period(plan),
        annex=_annex(plan) if plan.annex.all() else None,
    )


@in_indonesian
def annex_form(pk: int) -> AnnexForm:
    """Return the annex A.1.8 alone. Eight queries."""
    plan = parts.plan_rows(pk)
    return AnnexForm(
        annex=_annex(plan),
        holder=parts.holder(plan),
        signatures=parts.both_signatures(plan),
        agency=plan.agency.name,
        period=parts.period(plan),
    )


def _annex(plan: PerformancePlan) -> Annex:
    rows = sorted(plan.annex.all(), key=lambda row: row.order)

    def of(section: str) -> tuple[str, ...]:
        return tuple(row.text for row in rows if row.section == section)

    return Annex(of(Section.SUPPORT), of(Section.SCHEME), of(Section.CONSEQUENCE))


@in_indonesian
def actions_form(pk: int) -> ActionsForm:
    """Return the action plan B.1.1, in the order of the results. Nine queries."""
    plan = parts.plan_rows(pk)
    rows = sorted(plan.actions.all(), key=lambda row: (row.starts, row.order))
    results = sorted(plan.results.all(), key=lambda row: (row.kind != Kind.MAIN, row.order))
    return ActionsForm(
        code="B.1.1",
        holder=parts.holder(plan),
        rater=parts.rater(plan),
        lines=tuple(
            ActionLine(
                number,
                result.text,
                tuple(row.text for row in rows if row.result_id == result.pk),
            )
            for number, result in enumerate(results, start=1)
        ),
        signatures=parts.both_signatures(plan),
        agency=plan.agency.name,
        period=parts.period(plan),
    )
