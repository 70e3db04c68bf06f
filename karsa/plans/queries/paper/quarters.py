"""The agreement's action plan by quarters, as it is printed."""

from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from karsa.documents.language import in_indonesian
from karsa.documents.shapes import AgreementActionsForm, QuarterPlan, QuarterStep, Signature
from karsa.kit.formats import day, number, rupiah
from karsa.plans.models import AgreementLine, PerformanceAgreement, QuarterAction


@in_indonesian
def quarters_form(pk: int) -> AgreementActionsForm:
    """Return the action plan with the place for whoever sets it. Three queries."""
    row = PerformanceAgreement.objects.select_related(
        "agency", "unit", "first_party", "actions_set_by"
    ).get(pk=pk)
    return AgreementActionsForm(
        unit=row.unit.name,
        year=row.year,
        lines=quarter_plans(pk),
        agency=row.agency.name,
        signatures=_signatures(row),
    )


def quarter_plans(pk: int) -> tuple[QuarterPlan, ...]:
    """Return the steps of an agreement's indicators, as printed. Two queries."""
    steps = QuarterAction.objects.order_by("quarter", "order")
    rows = (
        AgreementLine.objects.filter(objective__agreement=pk)
        .select_related("objective")
        .prefetch_related(Prefetch("actions", steps))
        .order_by("objective__order", "order")
    )
    return tuple(
        QuarterPlan(
            objective=line.objective.text,
            indicator=line.text,
            target=line.target or None,
            steps=tuple(map(_step, line.actions.all())),
        )
        for line in rows
    )


def _step(row: QuarterAction) -> QuarterStep:
    counted = number(row.realised_value) if row.realised_value is not None else None
    return QuarterStep(
        quarter=row.quarter,
        text=row.text,
        target=row.target or None,
        budget=rupiah(row.budget) if row.budget is not None else None,
        realised=row.realised or counted,
        note=row.note or None,
    )


def _signatures(row: PerformanceAgreement) -> tuple[Signature, ...]:
    """Whoever set it, else the first party: on the day it was set, if it was."""
    person = row.actions_set_by or row.first_party
    if person is None:
        return ()
    at = row.actions_set_at
    when = day(at.astimezone(ZoneInfo(row.agency.zone))) if at else None
    stamp = f"Ditetapkan secara elektronik pada {when}" if when else None
    return (Signature("Ditetapkan oleh", person.full_name, person.nip, when, stamp),)
