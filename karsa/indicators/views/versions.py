from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import SetPlanForm
from karsa.indicators.models import StrategicPlan
from karsa.indicators.queries import versions as queries
from karsa.indicators.views.tree import drawer
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page


@require_GET
@staff()
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """The versions of a plan, and what changed since the last one was set."""
    plan = _find(request, pk)
    shown = queries.history_of(plan)
    changes = shown.since.count
    return page(
        request,
        "indicators/versions.html",
        headline=_headline(plan, changes),
        plan=plan,
        rows=shown.rows,
        compared=shown.since if shown.rows else None,
        draws=policies.can_keep_tree(request.actor) and changes > 0,
    )


def _headline(plan: StrategicPlan, changes: int) -> str:
    facts = {"name": plan.name, "version": plan.version, "count": changes}
    if not plan.version:
        return _("%(name)s belum pernah ditetapkan") % facts
    if not changes:
        return _("%(name)s berlaku sebagai versi %(version)s") % facts
    text = ngettext(
        "%(count)s perubahan belum ditetapkan sejak versi %(version)s",
        "%(count)s perubahan belum ditetapkan sejak versi %(version)s",
        changes,
    )
    return text % facts


@require_GET
@staff()
def version(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A version as it was set, and what it changed of the one before (or of `?dari=`)."""
    plan = _find(request, pk)
    row = get_object_or_404(plan.versions.select_related("set_by"), version=number)
    asked = request.GET.get("dari", "")
    before = plan.versions.filter(version=int(asked) if asked.isdecimal() else number - 1).first()
    return page(
        request,
        "indicators/version.html",
        headline=_("%(name)s, versi %(n)s") % {"name": plan.name, "n": number},
        plan=plan,
        row=row,
        before=before,
        others=[one for one in queries.versions_of(plan) if one.version != number],
        compared=queries.comparison(before.tree, row.tree) if before else None,
        parts=queries.readable(row.tree),
    )


@require_http_methods(METHODS)
@staff()
def plan_set(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the tree as it stands now."""
    actor, plan = drawer(request), _find(request, pk)
    form = SetPlanForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.set_strategic_plan(
            actor=actor, plan=plan, reason=form.cleaned_data["reason"]
        ),
        (reverse("indicators:versions", args=[pk]),),
        title=_("Tetapkan %(name)s") % {"name": plan.name},
        note=_("Seluruh pohon disimpan seperti keadaannya sekarang dan dapat dibaca selamanya."),
        submit=_("Tetapkan"),
    )


def _find(request: StaffRequest, pk: int) -> StrategicPlan:
    return get_object_or_404(StrategicPlan, pk=pk, agency=request.actor.agency)
