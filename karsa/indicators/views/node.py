from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import NodeForm, ParentForm
from karsa.indicators.models import NodeLink, PerformanceNode, StrategicPlan
from karsa.indicators.queries.node import node_page
from karsa.indicators.views.finding import asked_year
from karsa.indicators.views.tree import drawer
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def node(request: StaffRequest, pk: int) -> HttpResponse:
    """A node with what it supports, what supports it, and its indicators."""
    found, actor = _find(request, pk), request.actor
    return page(
        request,
        "indicators/node.html",
        headline=found.text,
        node=found,
        shown=node_page(actor, found, asked_year(request)),
        draws=policies.can_keep_tree(actor),
    )


@require_http_methods(METHODS)
@staff()
def node_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A new node of a plan's tree, below `?di=` where that is asked."""
    actor = drawer(request)
    plan = get_object_or_404(StrategicPlan, pk=pk, agency=actor.agency)
    above = request.GET.get("di", "")
    known = {"parents": [above]} if above.isdecimal() else {}
    form = NodeForm(request.POST or None, plan=plan, initial=known)
    return edit(
        request,
        form,
        lambda: services.add_node(
            actor=actor, plan=plan, words=form.words(), parents=form.cleaned_data["parents"]
        ),
        (f"{reverse('indicators:tree')}?rencana={pk}",),
        title=_("Simpul baru"),
        note=plan.name,
        submit=_("Tambahkan simpul"),
    )


@require_http_methods(METHODS)
@staff()
def node_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Reword a node, place it, or give it its owner."""
    actor, found = drawer(request), _find(request, pk)
    names = services.NodeWords.__dataclass_fields__
    known = {name: getattr(found, name) for name in names}
    form = NodeForm(request.POST or None, plan=found.plan, initial=known)
    del form.fields["parents"]
    return edit(
        request,
        form,
        lambda: services.change_node(actor=actor, node=found, words=form.words()),
        ("indicators:node", pk),
        title=_("Ubah simpul"),
        note=found.plan.name,
        submit=_("Simpan simpul"),
    )


@require_http_methods(METHODS)
@staff()
def node_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what else a node supports."""
    actor, found = drawer(request), _find(request, pk)
    form = ParentForm(request.POST or None, node=found)
    return edit(
        request,
        form,
        lambda: services.link_nodes(actor=actor, child=found, parent=form.cleaned_data["parent"]),
        ("indicators:node", pk),
        title=_("Tambah induk"),
        note=found.text,
        submit=_("Hubungkan"),
    )


@require_POST
@staff()
def node_unlink(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a link away."""
    link = get_object_or_404(NodeLink, pk=pk, agency=request.actor.agency)
    services.unlink_nodes(actor=request.actor, link=link)
    return redirect("indicators:node", link.child_id)


@require_POST
@staff()
def node_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a node out that nothing hangs on."""
    found = _find(request, pk)
    services.remove_node(actor=request.actor, node=found)
    return redirect(f"{reverse('indicators:tree')}?rencana={found.plan_id}")


def _find(request: StaffRequest, pk: int) -> PerformanceNode:
    rows = PerformanceNode.objects.select_related("plan", "owner", "objective")
    return get_object_or_404(rows, pk=pk, agency=request.actor.agency)
