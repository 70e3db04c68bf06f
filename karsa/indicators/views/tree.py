from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import NodeForm, PlanForm
from karsa.indicators.models import StrategicPlan
from karsa.indicators.queries import pages
from karsa.indicators.views.finding import asked_year
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def tree(request: StaffRequest) -> HttpResponse:
    """The performance tree of the newest strategic plan, or of `?rencana=`."""
    actor, year = request.actor, asked_year(request)
    plans = pages.strategic_plans(actor)
    asked = request.GET.get("rencana", "")
    chosen = next((plan for plan in plans if str(plan.pk) == asked), plans[0] if plans else None)
    roots = pages.tree_of(actor, chosen, year) if chosen else ()
    return page(
        request,
        "indicators/tree.html",
        headline=_("Pohon kinerja %(name)s") % {"name": chosen.name}
        if chosen
        else _("Pohon kinerja"),
        chosen=chosen,
        roots=roots,
        year=year,
        draws=policies.can_keep_tree(actor),
    )


@require_http_methods(METHODS)
@staff()
def plan_new(request: StaffRequest) -> HttpResponse:
    """A new strategic plan."""
    actor = _drawer(request)
    form = PlanForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.add_strategic_plan(actor=actor, **form.cleaned_data),
        ("indicators:tree",),
        title=_("Rencana strategis baru"),
        submit=_("Tambahkan rencana strategis"),
    )


@require_http_methods(METHODS)
@staff()
def node_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A new node of a plan's tree."""
    actor = _drawer(request)
    plan = get_object_or_404(StrategicPlan, pk=pk, agency=actor.agency)
    form = NodeForm(request.POST or None, nodes=plan.nodes.order_by("level", "code"))
    return edit(
        request,
        form,
        lambda: services.add_node(actor=actor, plan=plan, **form.cleaned_data),
        ("indicators:tree",),
        title=_("Simpul baru"),
        note=plan.name,
        submit=_("Tambahkan simpul"),
    )


def _drawer(request: StaffRequest) -> Actor:
    if not policies.can_keep_tree(request.actor):
        raise PermissionDenied
    return request.actor
