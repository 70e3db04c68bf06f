"""Copy the parts of a plan: into its next version, or into next year's first draft."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Model

from karsa.plans.models import (
    ActionItem,
    AgreementLine,
    AgreementObjective,
    IndividualIndicator,
    ManualIndicator,
    PerformanceAgreement,
    PerformancePlan,
    QuarterAction,
    Workblock,
    WorkResult,
)

M = TypeVar("M", bound=Model)


def clone(row: M, **over: Any) -> M:
    """Return an unsaved copy of `row`; `over` names columns ("plan_id") that differ."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    return type(row)(**(values | over))


def copy_version(source: PerformancePlan, target: PerformancePlan) -> None:
    """Copy everything; results and actions keep their keys, so that entries stay with them.

    About 14 queries, however many parts.
    """
    results = _copy(source.results.all(), plan_id=target.pk)
    _copy_below(results)
    for action in (rows := list(source.actions.all())):
        action.result_id = results[action.result_id].pk
    _copy(rows, plan_id=target.pk)
    _copy(source.expectations.all(), plan_id=target.pk)
    _copy(source.annex.all(), plan_id=target.pk)


def copy_year(source: PerformancePlan, target: PerformancePlan) -> None:
    """Copy results, measures, manuals and actions, moved by the years between, as new ones.

    What the leader expected last year, and the annex, are spoken about anew. About 10 queries.
    """
    copy_years({source.pk: target})


def copy_years(targets: Mapping[int, PerformancePlan]) -> None:
    """Copy likewise for many: each plan's key leads to the plan that takes its parts.

    As many queries for one as for all.
    """
    results = _copy_fresh(targets)
    _copy_below(results)
    kept = []
    for action in ActionItem.objects.filter(plan__in=targets):
        target = targets[action.plan_id]
        starts, ends = moved_span(action.starts, action.ends, target)
        if starts <= ends:
            fresh = {"result_id": results[action.result_id].pk, "plan_id": target.pk}
            kept.append(clone(action, **fresh, key=uuid4(), starts=starts, ends=ends))
    ActionItem.objects.bulk_create(kept)


def moved_span(starts: date, ends: date, target: PerformancePlan) -> tuple[date, date]:
    """Return the same days in the target's year, cut to its span; ends before starts: none left."""
    return max(_moved(starts, target.year), target.starts), min(
        _moved(ends, target.year), target.ends
    )


def _copy_fresh(targets: Mapping[int, PerformancePlan]) -> dict[int, WorkResult]:
    """Last year's leader's result is remembered in words: this year's may not exist yet."""
    old = list(WorkResult.objects.filter(plan__in=targets).select_related("supports"))
    new = [
        clone(
            row,
            plan_id=targets[row.plan_id].pk,
            key=uuid4(),
            supports_id=None,
            supports_text=row.supports.text if row.supports else row.supports_text,
        )
        for row in old
    ]
    WorkResult.objects.bulk_create(new)
    return {before.pk: after for before, after in zip(old, new, strict=True)}


def _copy_below(results: dict[int, WorkResult]) -> None:
    measures = _copy_children(IndividualIndicator, results)
    _copy_children(Workblock, results)
    manuals = ManualIndicator.objects.filter(measure__in=measures)
    ManualIndicator.objects.bulk_create(
        [clone(row, measure_id=measures[row.measure_id].pk) for row in manuals]
    )


C = TypeVar("C", IndividualIndicator, Workblock)


def _copy_children(model: type[C], results: dict[int, WorkResult]) -> dict[int, C]:
    old = list(model._default_manager.filter(result__in=results))
    new = [clone(row, result_id=results[row.result_id].pk) for row in old]
    model._default_manager.bulk_create(new)
    return {before.pk: after for before, after in zip(old, new, strict=True)}


def _copy(rows: Iterable[M], **over: Any) -> dict[int, M]:
    old = list(rows)
    new = [clone(row, **over) for row in old]
    if new:
        type(new[0])._default_manager.bulk_create(new)
    return {before.pk: after for before, after in zip(old, new, strict=True)}


def _moved(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap else day.replace(year=year)


def copy_agreement(old: PerformanceAgreement, new: PerformanceAgreement) -> None:
    """Copy objectives, lines, budgets and quarterly actions into the next version. Ten queries.

    Actions keep their keys, so that what is reported meanwhile finds its way.
    """
    objectives = _copy(old.objectives.all(), agreement_id=new.pk)
    lines = _copy_lines(AgreementLine.objects.filter(objective__agreement=old), objectives)
    actions = list(QuarterAction.objects.filter(line__in=lines))
    for action in actions:
        action.line_id = lines[action.line_id].pk
    _copy(actions)
    _copy(old.budgets.all(), agreement_id=new.pk)


def _copy_lines(
    rows: Iterable[AgreementLine], objectives: Mapping[int, AgreementObjective]
) -> dict[int, AgreementLine]:
    found = list(rows)
    for line in found:
        line.objective_id = objectives[line.objective_id].pk
    return _copy(found)


_BROUGHT = (
    *("realised", "realised_value", "spent", "note"),
    *("reported_by_id", "reported_at", "confirmed_by_id", "confirmed_at"),
)


def carry_realisations(old: PerformanceAgreement, new: PerformanceAgreement) -> None:
    """Bring what was reported on the old version to the same steps of the new. Three queries."""
    known = {row.key: row for row in QuarterAction.objects.filter(line__objective__agreement=old)}
    rows = [
        row
        for row in QuarterAction.objects.filter(line__objective__agreement=new)
        if row.key in known
    ]
    for row in rows:
        for name in _BROUGHT:
            setattr(row, name, getattr(known[row.key], name))
    QuarterAction.objects.bulk_update(rows, [name.removesuffix("_id") for name in _BROUGHT])
