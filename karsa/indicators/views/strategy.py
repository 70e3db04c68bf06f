from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import ItemForm, MoneyForm, ObjectiveIndicatorsForm
from karsa.indicators.models import StrategicPlan, StrategyItem
from karsa.indicators.queries.strategy import Strategy, strategy_of
from karsa.indicators.views.finding import asked_year
from karsa.indicators.views.tree import asked_plan, drawer
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.rules.lights import Light

Kind = StrategyItem.Kind


@require_GET
@staff()
def strategy(request: StaffRequest) -> HttpResponse:
    """From the vision to programmes, of the newest strategic plan or of `?rencana=`."""
    actor, year, chosen = request.actor, asked_year(request), asked_plan(request)
    shown = strategy_of(actor, chosen, year) if chosen else Strategy((), None)
    return page(
        request,
        "indicators/strategy.html",
        headline=_headline(chosen, shown),
        chosen=chosen,
        shown=shown,
        year=year,
        draws=policies.can_keep_tree(actor),
    )


def _headline(chosen: StrategicPlan | None, shown: Strategy) -> str:
    if chosen is None:
        return _("Rencana strategis")
    objectives = shown.objectives()
    facts = {"name": chosen.name, "all": len(objectives)}
    trouble = sum(one.light in (Light.BAD, Light.WARN) for one in objectives)
    uncovered = sum(one.is_uncovered for one in objectives)
    if not objectives:
        return _("%(name)s belum punya sasaran") % facts
    if trouble:
        return _("%(n)s dari %(all)s sasaran perlu perhatian") % (facts | {"n": trouble})
    if uncovered:
        return _("%(n)s dari %(all)s sasaran belum punya indikator") % (facts | {"n": uncovered})
    return _("Semua %(all)s sasaran di jalur") % facts


@require_http_methods(METHODS)
@staff()
def item_new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """A new line of the plan, below `?di=` where that is asked."""
    actor = drawer(request)
    plan = get_object_or_404(StrategicPlan, pk=pk, agency=actor.agency)
    if kind not in Kind.values:
        raise Http404
    form = ItemForm(
        request.POST or None, plan=plan, kind=kind, initial={"parent": request.GET.get("di")}
    )
    return edit(
        request,
        form,
        lambda: services.add_item(actor=actor, plan=plan, kind=kind, words=form.words()),
        _to_plan(plan),
        title=_("%(kind)s baru") % {"kind": Kind(kind).label},
        note=plan.name,
        submit=_("Tambahkan"),
    )


@require_http_methods(METHODS)
@staff()
def item_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Reword or move a line."""
    actor, found = drawer(request), _find(request, pk)
    known: dict[str, Any] = {
        name: getattr(found, name) for name in services.ItemWords.__dataclass_fields__
    }
    form = ItemForm(request.POST or None, plan=found.plan, kind=found.kind, initial=known)
    return edit(
        request,
        form,
        lambda: services.change_item(actor=actor, item=found, words=form.words()),
        _to_plan(found.plan),
        title=_("Ubah %(kind)s") % {"kind": str(Kind(found.kind).label).lower()},
        note=found.plan.name,
        submit=_("Simpan"),
    )


@require_POST
@staff()
def item_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a line out that nothing stands under."""
    found = _find(request, pk)
    services.remove_item(actor=request.actor, item=found)
    return redirect(*_to_plan(found.plan))


@require_http_methods(METHODS)
@staff()
def item_indicators(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose what measures an objective."""
    actor, found = drawer(request), _find(request, pk, kind=Kind.OBJECTIVE)
    known = {"indicators": found.indicators.filter(is_active=True)}
    form = ObjectiveIndicatorsForm(request.POST or None, objective=found, initial=known)
    return edit(
        request,
        form,
        lambda: services.attach_indicators(
            actor=actor, objective=found, indicators=form.cleaned_data["indicators"]
        ),
        _to_plan(found.plan),
        title=_("Indikator sasaran"),
        note=found.text
        if found.owner
        else _("Tetapkan dulu penanggung jawab sasaran ini; indikatornya lalu tampil di sini."),
        submit=_("Simpan indikator"),
    )


@require_http_methods(METHODS)
@staff()
def program_budget(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """A programme's ceiling and realisation in a year."""
    actor, found = request.actor, _find(request, pk, kind=Kind.PROGRAM)
    if not policies.can_spend(actor, found):
        raise PermissionDenied
    row = found.budgets.filter(year=year).first()
    names = services.Money.__dataclass_fields__
    known = {name: getattr(row, name) for name in names} if row else {}
    form = MoneyForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.set_program_budget(
            actor=actor, program=found, year=year, money=form.money()
        ),
        (f"{_to_plan(found.plan)[0]}&tahun={year}",),
        title=_("Anggaran %(year)s") % {"year": year},
        note=found.text,
        submit=_("Simpan anggaran"),
    )


def _to_plan(plan: StrategicPlan) -> tuple[str]:
    return (f"{reverse('indicators:strategy')}?rencana={plan.pk}",)


def _find(request: StaffRequest, pk: int, **more: Any) -> StrategyItem:
    rows = StrategyItem.objects.select_related("plan", "owner", "parent")
    return get_object_or_404(rows, pk=pk, agency=request.actor.agency, **more)
