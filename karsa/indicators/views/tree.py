from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import PlanForm
from karsa.indicators.models import StrategicPlan
from karsa.indicators.queries import tree as trees
from karsa.indicators.views.finding import asked_year
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.rules.lights import LIGHT_NAMES, Light


def asked_plan(request: StaffRequest) -> StrategicPlan | None:
    """The strategic plan of `?rencana=`, else the newest; None where there is none."""
    plans = trees.strategic_plans(request.actor)
    asked = request.GET.get("rencana", "")
    return next((plan for plan in plans if str(plan.pk) == asked), plans[0] if plans else None)


@require_GET
@staff()
def tree(request: StaffRequest) -> HttpResponse:
    """The performance tree, drawn by the browser from `tree_data`."""
    chosen = asked_plan(request)
    headline = _("Pohon kinerja %(name)s") % {"name": chosen.name} if chosen else _("Pohon kinerja")
    return page(request, "indicators/tree.html", **_frame(request, chosen), headline=headline)


@require_GET
@staff()
def tree_table(request: StaffRequest) -> HttpResponse:
    """The same tree as a table: for a reader of the screen, for paper, without scripts."""
    chosen, year = asked_plan(request), asked_year(request)
    shown = trees.tree_of(request.actor, chosen, year) if chosen else trees.Tree(())
    return page(
        request,
        "indicators/tree_table.html",
        **_frame(request, chosen),
        headline=_headline(chosen, shown),
        nodes=shown.nodes,
    )


def _frame(request: StaffRequest, chosen: StrategicPlan | None) -> dict[str, Any]:
    asked = request.GET.urlencode()
    places = (("indicators:tree", _("Diagram")), ("indicators:tree_table", _("Tabel")))
    tabs = [
        {
            "label": label,
            "url": f"{reverse(name)}?{asked}" if asked else reverse(name),
            "current": request.path == reverse(name),
        }
        for name, label in places
    ]
    draws = policies.can_keep_tree(request.actor)
    return {"chosen": chosen, "year": asked_year(request), "tabs": tabs, "draws": draws}


def _headline(chosen: StrategicPlan | None, shown: trees.Tree) -> str:
    if chosen is None or not shown.nodes:
        return _("Pohon kinerja")
    facts = {"name": chosen.name, "n": shown.count(Light.BAD), "all": len(shown.nodes)}
    if facts["n"]:
        return _("%(n)s dari %(all)s simpul pohon kinerja tertinggal") % facts
    return _("Pohon kinerja %(name)s: %(all)s simpul, tidak ada yang tertinggal") % facts


@require_GET
@staff()
def tree_data(request: StaffRequest, pk: int) -> HttpResponse:
    """What the browser draws."""
    plan = get_object_or_404(StrategicPlan, pk=pk, agency=request.actor.agency)
    shown = trees.tree_of(request.actor, plan, asked_year(request))
    words = {
        "lights": {light.value: _(name) for light, name in LIGHT_NAMES.items()},
        "indicators": _("indikator"),
        "below": _("di bawahnya"),
        "unmeasured": _("Belum ada indikator"),
    }
    return JsonResponse({"nodes": trees.drawing(shown), "words": words})


@require_http_methods(METHODS)
@staff()
def plan_new(request: StaffRequest) -> HttpResponse:
    """A new strategic plan."""
    actor = drawer(request)
    form = PlanForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.add_strategic_plan(actor=actor, **form.cleaned_data),
        ("indicators:strategy",),
        title=_("Rencana strategis baru"),
        submit=_("Tambahkan rencana strategis"),
    )


def drawer(request: StaffRequest) -> Actor:
    """The actor, if they draw the tree and the strategy."""
    if not policies.can_keep_tree(request.actor):
        raise PermissionDenied
    return request.actor
