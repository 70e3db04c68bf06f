"""The organisation's achievement of the units below."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import AdviceForm, ExpectationForm, IndexForm, LevelForm
from karsa.evaluations.models import LeaderExpectation, LevelAdvice
from karsa.evaluations.policies import can_enter_index
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.evaluations.queries.units import units_to_set
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Period, Unit

_SETTERS = (Role.RATER, Role.REGENT, Role.PERFORMANCE_MANAGER)
_ROLES = (*_SETTERS, Role.EVALUATION_TEAM)


@staff(*_ROLES)
@require_GET
def units(request: StaffRequest) -> HttpResponse:
    """Units whose level the actor sets, with what their indicators carry."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    rows = units_to_set(request.actor, period) if period else ()
    done = sum(row.grade is not None for row in rows)
    return page(
        request,
        "evaluations/units.html",
        form=LevelForm(),
        rows=rows,
        done=done,
        periods=periods,
        period=period,
        enters=can_enter_index(request.actor),
    )


@staff(*_SETTERS)
@require_POST
def set_level(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Set one unit's level."""
    unit, period = _find(request, unit_id, period_id)
    services.set_organisation_grade(
        actor=request.actor,
        unit=unit,
        period=period,
        level=request.POST.get("level", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Capaian %(unit)s tersimpan.") % {"unit": unit.name})
    return redirect(_back(period))


@staff(*_SETTERS)
@require_http_methods(METHODS)
def expect(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Say how the unit's year came out against what its leader's superior expected."""
    unit, period = _find(request, unit_id, period_id)
    before = LeaderExpectation.objects.filter(unit=unit, period=period).first()
    form = ExpectationForm(request.POST or None, initial=model_to_dict(before) if before else {})
    return edit(
        request,
        form,
        lambda: services.say_expectation(
            actor=request.actor, unit=unit, period=period, **form.cleaned_data
        ),
        (_back(period),),
        said=_("Ekspektasi tersimpan."),
        title=_("Ekspektasi atas %(unit)s") % {"unit": unit.name},
        note=period.name,
        submit=_("Simpan"),
    )


@staff(Role.EVALUATION_TEAM)
@require_http_methods(METHODS)
def advise(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Say what the evaluation team recommends."""
    unit, period = _find(request, unit_id, period_id)
    before = LevelAdvice.objects.filter(unit=unit, period=period).first()
    form = AdviceForm(request.POST or None, initial=model_to_dict(before) if before else {})
    return edit(
        request,
        form,
        lambda: services.advise_level(
            actor=request.actor, unit=unit, period=period, **form.cleaned_data
        ),
        (_back(period),),
        said=_("Rekomendasi tim tersimpan."),
        title=_("Rekomendasi tim untuk %(unit)s") % {"unit": unit.name},
        note=_("Tercatat di samping usulan. Yang menetapkan tetap pejabatnya."),
        submit=_("Simpan"),
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_http_methods(METHODS)
def index(request: StaffRequest) -> HttpResponse:
    """Enter the index of bureaucratic reform."""
    units = Unit.objects.filter(agency=request.agency, kind=Unit.Kind.OFFICE, is_open=True)
    first = {"year": request.actor.today.year - 1, "scale": 100}
    rows = {"unit": units.order_by("name")}
    form = IndexForm(request.POST or None, initial=first, rows=rows)
    return edit(
        request,
        form,
        lambda: services.enter_index(actor=request.actor, **form.cleaned_data),
        ("evaluations:units",),
        said=_("Indeks tersimpan."),
        title=_("Indeks reformasi birokrasi"),
        note=_("Menjadi pertimbangan capaian organisasi tahunan, di samping IKU dan ekspektasi."),
        submit=_("Simpan"),
    )


def _find(request: StaffRequest, unit_id: int, period_id: int) -> tuple[Unit, Period]:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    return unit, get_object_or_404(Period, agency=request.agency, pk=period_id)


def _back(period: Period) -> str:
    return f"{reverse('evaluations:units')}?periode={period.pk}"
