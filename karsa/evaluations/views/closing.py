"""Closing a period, and opening it again with two."""

from dataclasses import astuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.evaluations import services
from karsa.evaluations.forms import ReasonForm
from karsa.evaluations.models import PeriodReopening
from karsa.evaluations.policies import can_agree_to_reopen, can_close_period
from karsa.evaluations.queries.closing import closing_of, missing_of
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Period


@require_GET
@staff(Role.PERFORMANCE_MANAGER, Role.REGENT)
def closing(request: StaffRequest) -> HttpResponse:
    """Who is not rated yet, by unit, and whether the period can be closed."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    found = closing_of(request.agency, period) if period else None
    asked = found.asked if found else None
    return page(
        request,
        "evaluations/closing.html",
        periods=periods,
        period=period,
        found=found,
        closes=can_close_period(request.actor),
        agrees=bool(asked and can_agree_to_reopen(request.actor, asked)),
    )


@require_GET
@staff(Role.PERFORMANCE_MANAGER, Role.REGENT)
def missing(request: StaffRequest, period_id: int) -> HttpResponse:
    """Who is not rated, by name, as a table; that it was taken away is recorded."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    record(request.actor, "evaluations.missing_taken", period)
    header = (
        _("Unit"),
        _("NIP"),
        _("Nama"),
        _("Jabatan"),
        _("Pejabat penilai"),
        _("Yang belum ada"),
    )
    rows = (astuple(row) for row in missing_of(request.agency, period))
    return downloads.table(f"belum-dinilai-{period.year}-{period.number}", "xlsx", header, rows)


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def close(request: StaffRequest, period_id: int) -> HttpResponse:
    """Close it; a reason where somebody is not rated."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.close_period(
            actor=request.actor, period=period, reason=form.cleaned_data["reason"]
        ),
        ("evaluations:closing",),
        title=_("Tutup %(period)s") % {"period": period.name},
        note=_("Sesudah ditutup, catatan, capaian, dan nilai periode ini tidak berubah lagi."),
        submit=_("Tutup periode"),
    )


@require_POST
@staff(Role.PERFORMANCE_MANAGER)
def go_on(request: StaffRequest, period_id: int) -> HttpResponse:
    """Go on with a closing that was cut off."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    services.go_on(actor=request.actor, period=period)
    return redirect(f"{reverse('evaluations:closing')}?periode={period.pk}")


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def ask_to_reopen(request: StaffRequest, period_id: int) -> HttpResponse:
    """Ask for it, with a reason."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.ask_to_reopen(
            actor=request.actor, period=period, reason=form.cleaned_data["reason"]
        ),
        ("evaluations:closing",),
        title=_("Buka kembali %(period)s") % {"period": period.name},
        note=_("Orang kedua harus setuju: pengelola kinerja lain, atau kepala daerah."),
        submit=_("Ajukan"),
    )


@require_POST
@staff(Role.PERFORMANCE_MANAGER, Role.REGENT)
def agree_to_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """The second person agrees."""
    row = get_object_or_404(PeriodReopening.objects.visible_to(request.actor), pk=pk)
    services.agree_to_reopen(actor=request.actor, reopening=row)
    messages.success(request, _("Periode dibuka kembali."))
    return redirect("evaluations:closing")
