from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators.models import Indicator
from karsa.kit.editing import METHODS, edit
from karsa.kit.formats import day
from karsa.kit.pages import page
from karsa.org.models import Unit
from karsa.plans import policies, services
from karsa.plans.forms.plan import ReasonForm, initial
from karsa.plans.forms.unit import BudgetForm, LineForm, ObjectiveForm
from karsa.plans.models import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    PerformanceAgreement,
)
from karsa.plans.queries import paper, units
from karsa.plans.views import base

_PARTS: dict[str, Any] = {
    "sasaran": AgreementObjective,
    "indikator": AgreementLine,
    "anggaran": AgreementBudget,
}


@require_POST
@staff()
def agreement_start(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """Begin a unit's agreement."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    made = services.draft_agreement(actor=request.actor, unit=unit, year=year)
    return redirect("plans:agreement", made.pk)


@require_GET
@staff()
def agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit's agreement with what the reader may do now."""
    found = _find(request, pk)
    shown = units.agreement_page(request.actor, found)
    budgets = list(found.budgets.order_by("order"))
    return page(
        request,
        "plans/agreement.html",
        headline=_headline(found),
        shown=shown,
        row=found,
        budgets=budgets,
    )


def _headline(row: PerformanceAgreement) -> str:
    facts = {"unit": row.unit.name, "year": row.year}
    if row.state == row.State.PROPOSED and row.second_party:
        text = _("Perjanjian %(unit)s %(year)s menunggu tanda tangan %(who)s")
        return text % (facts | {"who": row.second_party.name})
    if row.state == row.State.SIGNED and row.signed_on:
        text = _("Perjanjian %(unit)s %(year)s berlaku sejak %(day)s")
        return text % (facts | {"day": day(row.signed_on)})
    if row.state == row.State.SUPERSEDED:
        return _("Versi perjanjian %(unit)s %(year)s ini sudah diganti") % facts
    return _("Perjanjian %(unit)s %(year)s masih disusun") % facts


@require_POST
@staff()
def agreement_sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign as first or second party."""
    services.sign_agreement(actor=request.actor, agreement=_find(request, pk))
    return redirect("plans:agreement", pk)


@require_http_methods(METHODS)
@staff()
def agreement_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a promised agreement back with a reason."""
    found, actor = _find(request, pk), request.actor
    if not policies.can_sign_second(actor, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.return_agreement(
            actor=actor, agreement=found, reason=form.cleaned_data["reason"]
        ),
        ("plans:agreement", pk),
        title=_("Kembalikan perjanjian"),
        submit=_("Kembalikan perjanjian"),
    )


@require_http_methods(METHODS)
@staff()
def agreement_revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the next version."""
    found, actor = _kept(request, pk), request.actor
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.revise_agreement(
            actor=actor, agreement=found, reason=form.cleaned_data["reason"]
        ),
        ("plans:unit", found.unit_id, found.year),
        title=_("Buka versi baru perjanjian"),
        note=_("Versi sekarang tetap berlaku sampai versi baru ditandatangani."),
        submit=_("Buka versi baru"),
    )


@require_http_methods(METHODS)
@staff()
def objective_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new objective."""
    return _objective(request, _kept(request, pk), None)


@require_http_methods(METHODS)
@staff()
def objective_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change an objective."""
    row = get_object_or_404(AgreementObjective, pk=pk)
    return _objective(request, _kept(request, row.agreement_id), row)


def _objective(
    request: StaffRequest, home: PerformanceAgreement, row: AgreementObjective | None
) -> HttpResponse:
    actor, text = request.actor, {"text": row.text if row else ""}
    form = ObjectiveForm(request.POST or None, initial=text)
    return edit(
        request,
        form,
        lambda: services.set_objective(
            actor=actor, agreement=home, text=form.cleaned_data["text"], objective=row
        ),
        ("plans:agreement", home.pk),
        title=_("Ubah sasaran") if row else _("Sasaran baru"),
        submit=_("Simpan sasaran"),
    )


@require_http_methods(METHODS)
@staff()
def line_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new indicator of an objective."""
    return _line(request, get_object_or_404(AgreementObjective, pk=pk), None)


@require_http_methods(METHODS)
@staff()
def line_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change an indicator of an objective."""
    row = get_object_or_404(AgreementLine.objects.select_related("objective"), pk=pk)
    return _line(request, row.objective, row)


def _line(
    request: StaffRequest, objective: AgreementObjective, row: AgreementLine | None
) -> HttpResponse:
    home, actor = _kept(request, objective.agreement_id), request.actor
    indicators = Indicator.objects.visible_to(actor).filter(unit=home.unit_id, is_active=True)
    form = LineForm(
        request.POST or None,
        initial=initial(row, LineForm) if row else {},
        indicators=indicators.order_by("name"),
    )
    return edit(
        request,
        form,
        lambda: services.set_line(actor=actor, objective=objective, line=row, **form.cleaned_data),
        ("plans:agreement", home.pk),
        title=_("Ubah indikator") if row else _("Indikator baru"),
        note=objective.text,
        submit=_("Simpan indikator"),
    )


@require_http_methods(METHODS)
@staff()
def budget_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new programme with its money."""
    home, actor = _kept(request, pk), request.actor
    form = BudgetForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.set_budget(actor=actor, agreement=home, **form.cleaned_data),
        ("plans:agreement", pk),
        title=_("Program atau kegiatan baru"),
        submit=_("Simpan anggaran"),
    )


@require_POST
@staff()
def part_remove(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Take a part out of a draft."""
    part = get_object_or_404(_PARTS[kind], pk=pk)
    inner = part.objective if isinstance(part, AgreementLine) else part
    home = _kept(request, inner.agreement_id)
    services.remove_part(actor=request.actor, part=part)
    return redirect("plans:agreement", home.pk)


@require_GET
@staff()
def agreement_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The agreement on paper; until it is signed the page says that it is a draft."""
    found = _find(request, pk)
    signed = found.state == PerformanceAgreement.State.SIGNED
    mark = "" if signed else _("BELUM DITANDATANGANI")
    return base.paper(
        request, paper.agreement_form(pk), f"perjanjian-kinerja-{found.year}-{pk}", mark
    )


def _find(request: StaffRequest, pk: int) -> PerformanceAgreement:
    rows = PerformanceAgreement.objects.visible_to(request.actor).select_related(
        "unit", "first_party", "second_party"
    )
    return get_object_or_404(rows, pk=pk)


def _kept(request: StaffRequest, pk: int) -> PerformanceAgreement:
    found = _find(request, pk)
    if not policies.can_draft_agreement(request.actor, found.unit):
        raise PermissionDenied
    return found
