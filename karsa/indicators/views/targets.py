from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms import DecisionForm, TargetForm
from karsa.indicators.models import Indicator, TargetRevision
from karsa.indicators.queries.targets import (
    Plan,
    changes_of,
    consolidation_of,
    months_of,
    plan_of,
    waiting,
)
from karsa.indicators.views.finding import kept
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of

_PAGE = "indicators/target_form.html"


@require_http_methods(METHODS)
@staff()
def target(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The year's target with its trajectory; what stands is changed by a proposal."""
    found = kept(request, pk)
    plan = plan_of(found, year)
    form, words, back = _form(request, found, plan), _words(found, plan, year), _back(pk)
    if way := request.POST.get("isi", ""):
        return page(request, _PAGE, form=form.filled(way), back_url=resolve_url(*back), **words)
    return edit(
        request,
        form,
        lambda: services.change_targets(
            actor=request.actor,
            indicator=found,
            year=year,
            targets=form.words(),
            reason=form.cleaned_data.get("reason", ""),
        ),
        back,
        template=_PAGE,
        **words,
    )


def _form(request: StaffRequest, found: Indicator, plan: Plan) -> TargetForm:
    return TargetForm(
        request.POST or None,
        initial=TargetForm.known(plan.year, {one.month: one.part for one in plan.points}),
        kind=consolidation_of(found),
        polarity=getattr(found, "card_polarity", None) or "",
        months=months_of(found, plan, request.GET.get("per", "")),
        revises=plan.year is not None,
    )


def _words(found: Indicator, plan: Plan, year: int) -> dict[str, Any]:
    return {
        "title": _("Target %(year)s") % {"year": year},
        "note": found.name,
        "submit": _("Usulkan perubahan") if plan.year else _("Tetapkan target"),
        "measure": getattr(found, "card_measure", ""),
        "plan": plan,
    }


def _back(pk: int) -> tuple[str]:
    return (f"{resolve_url('indicators:indicator', pk)}?bagian=target",)


@require_GET
@staff()
def revisions(request: StaffRequest) -> HttpResponse:
    """The changed targets that wait for the reader's decision, the oldest first."""
    found = slice_of(waiting(request.actor), request, "pk")
    rows = [(one, changes_of(one)[0]) for one in found.rows]
    return page(
        request,
        "indicators/revisions.html",
        rows=rows,
        next_key=found.next_key,
        headline=_("%(n)s usulan target menunggu keputusan Anda") % {"n": len(rows)}
        if rows
        else _("Tidak ada usulan target yang menunggu Anda"),
    )


@require_POST
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a target one has proposed."""
    rows = TargetRevision.objects.filter(agency=request.agency)
    found = get_object_or_404(rows.select_related("indicator"), pk=pk)
    services.withdraw_revision(actor=request.actor, revision=found)
    return redirect(*_back(found.indicator_id))


@require_http_methods(METHODS)
@staff()
def revision(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve or refuse a proposed target."""
    actor = request.actor
    rows = TargetRevision.objects.filter(agency=actor.agency)
    found = get_object_or_404(rows.select_related("indicator__unit", "proposed_by"), pk=pk)
    if not policies.can_decide_revision(actor, found):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.decide_revision(
            actor=actor,
            revision=found,
            approve=form.cleaned_data["decision"] == "approve",
            answer=form.cleaned_data["answer"],
        ),
        _back(found.indicator_id),
        template="indicators/revision_form.html",
        title=_("Setujui perubahan target?"),
        note=found.indicator.name,
        submit=_("Simpan keputusan"),
        revision=found,
        changes=changes_of(found),
    )
