from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies, services
from karsa.indicators.forms.spreading import CarryForm, FactorForm, GiveForm
from karsa.indicators.models import Indicator
from karsa.indicators.queries.spreading import carried, receivers
from karsa.indicators.services.spreading import GIVEN
from karsa.indicators.views.finding import kept
from karsa.jobs.models import Batch
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.org.models import Unit
from karsa.rules.refused import Refused

# Units that do the same work: what one measures is chosen for all of them at first.
_ALIKE = frozenset({Unit.Kind.HEALTH_CENTRE, Unit.Kind.HEALTH_POST, Unit.Kind.SCHOOL})


@require_http_methods(METHODS)
@staff()
def carry(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """Last year's targets for the new year: seen in a table, changed there, kept at once."""
    actor = request.actor
    unit = get_object_or_404(Unit.objects.visible_to(actor), pk=pk)
    if not policies.can_keep_indicators(actor, unit):
        raise PermissionDenied
    asked = FactorForm(request.GET or None)
    factor = asked.cleaned_data["faktor"] if asked.is_valid() else Decimal(1)
    form = CarryForm(request.POST or None, rows=carried(actor, unit, year, factor))
    return edit(
        request,
        form,
        lambda: services.carry_over(actor=actor, unit=unit, year=year, targets=form.targets()),
        ("indicators:unit", pk),
        template="indicators/carry.html",
        title=_("Target %(year)s dari tahun lalu") % {"year": year},
        note=unit.name,
        submit=_("Tetapkan target yang dipilih"),
        asked=asked,
    )


@require_http_methods(METHODS)
@staff()
def give(request: StaffRequest, pk: int) -> HttpResponse:
    """One indicator for many units: who has it, who gets it; `?jenis=` another kind of unit."""
    found, actor = kept(request, pk), request.actor
    kind = request.GET.get("jenis", "")
    form = GiveForm(request.POST or None, units=policies.kept_units(actor))
    if request.method == "POST" and form.is_valid():
        try:
            return _given(request, found, form)
        except Refused as refusal:
            form.add_error(None, sentence(refusal))
    shown = receivers(actor, found, kind)
    return page(
        request,
        "indicators/give.html",
        indicator=found,
        form=form,
        rows=shown,
        getting=sum(not one.has_it for one in shown),
        alike=found.unit.kind in _ALIKE and kind in ("", found.unit.kind),
        filters=_kinds(kind or found.unit.kind),
        headline=_("Berikan indikator ini kepada unit lain"),
    )


def _given(request: StaffRequest, found: Indicator, form: GiveForm) -> HttpResponse:
    chosen = form.cleaned_data
    batch = services.give_to_units(
        actor=request.actor,
        indicator=found,
        units=list(chosen["units"].order_by("path")),
        with_targets_of=request.actor.today.year if chosen["targets"] else 0,
    )
    return redirect("indicators:given", batch.pk)


def _kinds(current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"?jenis={code}", "current": code == current}
        for code, label in Unit.Kind.choices
    ]


@require_GET
@staff()
def given(request: StaffRequest, pk: int) -> HttpResponse:
    """What became of each unit when an indicator was given to many."""
    rows = Batch.objects.filter(agency=request.agency, kind=GIVEN, started_by=request.actor.user_id)
    batch = get_object_or_404(rows, pk=pk)
    found = slice_of(batch.rows.all(), request, "outcome", "number", "pk")
    return page(
        request,
        "indicators/given.html",
        batch=batch,
        rows=found,
        headline=_("%(n)s unit menerima indikator ini") % {"n": batch.taken},
    )
