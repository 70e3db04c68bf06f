"""What a head adds to the plan on paper: Manual Indikator A.1.3 and workblock A.1.4."""

from typing import cast

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import ManualIndicatorForm, Steps, WorkblockForm
from karsa.documents.shapes.card import Quality, Reporting
from karsa.indicators.models import IndicatorCard
from karsa.plans.models import ManualIndicator, Workblock
from karsa.plans.queries.paper import parts

# The card's short codes in the words of the form's shape.
_QUALITY: dict[str, Quality] = {
    IndicatorCard.Quality.OUTCOME: "outcome",
    IndicatorCard.Quality.INTERMEDIATE: "intermediate_outcome",
    IndicatorCard.Quality.LOW_CONTROL: "low_control_output",
}


@in_indonesian
def manual_form(measure_id: int) -> ManualIndicatorForm:
    """Return the manual of a measure with its nine fields; free places for blanks. One query."""
    row = ManualIndicator.objects.select_related(
        "measure__result__plan__agency", "measure__result__plan__assignment__position"
    ).get(measure=measure_id)
    plan = row.measure.result.plan
    return ManualIndicatorForm(
        position=parts.position(plan.assignment),
        agency=plan.agency.name,
        period=parts.period(plan),
        result=row.measure.result.text,
        measure=row.title or row.measure.text,
        purpose=row.purpose or None,
        definition=tuple(row.definition.splitlines()),
        definition_items=tuple(row.definition_items.splitlines()),
        formula=row.formula or None,
        unit=row.measurement_unit or None,
        quality=_QUALITY.get(row.quality),
        data_source=row.source or None,
        reporting=cast("Reporting", row.reporting_period) if row.reporting_period else None,
    )


@in_indonesian
def workblock_form(pk: int) -> WorkblockForm:
    """Return one strategy; lists are the lines of its texts. One query."""
    row = Workblock.objects.get(pk=pk)
    return WorkblockForm(
        initiative=row.initiative,
        intervenes_on=row.intervenes_on or None,
        owner=row.owner or None,
        parties=tuple(row.parties.splitlines()),
        completion_time=row.completion_time or None,
        beneficiary=row.beneficiary or None,
        purpose=row.purpose or None,
        budget=row.budget or None,
        activities=_steps(row.routine_activities, row.transformative_activities),
        milestones=_steps(row.routine_milestones, row.transformative_milestones),
    )


def _steps(routine: str, transformative: str) -> Steps:
    return Steps(tuple(routine.splitlines()), tuple(transformative.splitlines()))
