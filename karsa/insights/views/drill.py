"""The way down from a goal to the evidence; each page shows the way it came."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.models import Indicator, StrategyItem
from karsa.indicators.queries.strategy import strategy_of
from karsa.indicators.queries.tree import strategic_plans
from karsa.insights.queries import drill
from karsa.insights.views.readers import LEADERS
from karsa.journal.models import DailyEntry
from karsa.journal.queries import row_of
from karsa.kit.formats import day, number
from karsa.kit.pages import page, slice_of
from karsa.org.models import Unit
from karsa.plans.models import WorkResult
from karsa.rules.lights import Light
from karsa.tenancy.replica import may_lag

Crumbs = list[dict[str, str]]


@require_GET
@staff(*LEADERS)
@may_lag
def goals(request: StaffRequest) -> HttpResponse:
    """The goals of the newest plan with the worst light below each. Six queries."""
    actor = request.actor
    plan = next(iter(strategic_plans(actor)), None)
    missions = strategy_of(actor, plan, actor.today.year).missions if plan else ()
    found = [goal for mission in missions for goal in mission.below]
    behind = sum(goal.light == Light.BAD for goal in found)
    headline = _("%(n)s dari %(all)s tujuan punya indikator yang tertinggal") % {
        "n": behind,
        "all": len(found),
    }
    return page(
        request,
        "insights/goals.html",
        missions=missions,
        headline=headline if behind else _("Tidak ada tujuan yang tertinggal"),
        crumbs=_from(None),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def goal(request: StaffRequest, pk: int) -> HttpResponse:
    """A goal: its objectives and their indicators. Seven queries."""
    kinds = StrategyItem.objects.filter(kind=StrategyItem.Kind.GOAL)
    found = get_object_or_404(kinds, pk=pk, agency=request.actor.agency)
    branches = drill.goal_branches(request.actor, found)
    return page(
        request,
        "insights/goal.html",
        headline=found.text,
        goal=found,
        branches=branches,
        behind=sum(one.year.light == Light.BAD for branch in branches for one in branch.signals),
        crumbs=_from(found),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def indicator(request: StaffRequest, pk: int) -> HttpResponse:
    """An indicator: why it stands there, its figures with evidence, who carries it."""
    found = _indicator(request, pk)
    shown = drill.indicator_drill(request.actor, found)
    row = shown.signal.year
    facts = {"name": row.name, "value": number(row.value or 0), "measure": row.measure}
    told = _("%(name)s: %(value)s %(measure)s") % facts
    return page(
        request,
        "insights/indicator.html",
        headline=_("%(name)s: belum ada data") % facts if row.value is None else told,
        indicator=found,
        objective=drill.objective_of(found),
        shown=shown,
        signal=shown.signal,
        crumbs=_to_indicator(found),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def carriers(request: StaffRequest, pk: int, unit: int) -> HttpResponse:
    """The people of a unit who carry an indicator, as far as the reader may see them."""
    found = _indicator(request, pk)
    home = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit)
    shown = drill.carriers_of(request.actor, found, home)
    people = len({one.result.plan.assignment.employee_id for one in shown.shown}) + shown.hidden
    facts = {"n": people, "unit": home.name}
    return page(
        request,
        "insights/carriers.html",
        headline=_("%(n)s orang di %(unit)s mengerjakan indikator ini") % facts,
        indicator=found,
        unit=home,
        shown=shown,
        crumbs=_to_unit(found, home),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def result(request: StaffRequest, pk: int, result: int) -> HttpResponse:
    """A person's result and the accepted entries behind it."""
    found = _indicator(request, pk)
    work = _result(request.actor, found, result)
    shown = slice_of(drill.entries_of(work), request, "-day", "-pk")
    return page(
        request,
        "insights/result.html",
        headline=work.text,
        indicator=found,
        result=work,
        post=work.plan.assignment,
        standing=drill.standing_of(request.actor, work, found),
        rows=[row_of(entry) for entry in shown.rows],
        next_key=shown.next_key,
        crumbs=_to_result(found, work),
    )


@require_GET
@staff(*LEADERS)
@may_lag
def entry(request: StaffRequest, pk: int, result: int, entry: int) -> HttpResponse:
    """One accepted entry with its evidence: the end of the way."""
    found = _indicator(request, pk)
    work = _result(request.actor, found, result)
    row = get_object_or_404(drill.entries_of(work), pk=entry)
    return page(
        request,
        "insights/entry.html",
        headline=_told(row),
        row=row_of(row),
        reviewer=row.reviewed_by,
        crumbs=[*_to_result(found, work), _crumb(day(row.day), "")],
    )


def _told(row: DailyEntry) -> str:
    if row.quantity is None:
        return row.action.text if row.action else row.text
    return _("%(day)s: %(n)s %(measure)s") % {
        "day": day(row.day),
        "n": number(row.quantity),
        "measure": row.measure,
    }


def _indicator(request: StaffRequest, pk: int) -> Indicator:
    return get_object_or_404(drill.indicators_in_place(request.actor), pk=pk)


def _result(actor: Actor, indicator: Indicator, pk: int) -> WorkResult:
    return get_object_or_404(drill.seen_results(actor, indicator), pk=pk)


def _crumb(label: str, url: str) -> dict[str, str]:
    return {"label": label, "url": url}


def _from(goal: StrategyItem | None) -> Crumbs:
    top = [
        _crumb(_("Pimpinan"), reverse("insights:leader")),
        _crumb(_("Tujuan"), reverse("insights:goals")),
    ]
    if goal is None:
        return top
    return [*top, _crumb(f"{goal.code} {goal.text}", reverse("insights:goal", args=[goal.pk]))]


def _to_indicator(indicator: Indicator) -> Crumbs:
    objective = drill.objective_of(indicator)
    here = _crumb(indicator.name, reverse("insights:indicator", args=[indicator.pk]))
    return [*_from(objective.parent if objective else None), here]


def _to_unit(indicator: Indicator, unit: Unit) -> Crumbs:
    url = reverse("insights:carriers", args=[indicator.pk, unit.pk])
    return [*_to_indicator(indicator), _crumb(unit.name, url)]


def _to_result(indicator: Indicator, work: WorkResult) -> Crumbs:
    post = work.plan.assignment
    url = reverse("insights:result", args=[indicator.pk, work.pk])
    return [*_to_unit(indicator, post.unit), _crumb(post.employee.full_name, url)]
