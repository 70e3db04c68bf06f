"""Cases that all raters rate, each rater's own mirror, and the office's view of them all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.evaluations import services
from karsa.evaluations.forms import AnswerForm, RatingsForm, VignetteForm
from karsa.evaluations.models import RaterEffect, Vignette
from karsa.evaluations.policies import can_keep_fairness, can_rate_vignette
from karsa.evaluations.queries.fairness import cases_of, choices_of, fairness_of
from karsa.evaluations.queries.habits import mirror_of
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Period


@require_GET
@staff(Role.RATER, Role.PERFORMANCE_MANAGER)
def cases(request: StaffRequest) -> HttpResponse:
    """This year's cases: which the actor has rated, and which wait."""
    found = cases_of(request.actor)
    waiting = sum(not case.is_rated for case in found if case.row.is_open)
    return page(
        request,
        "evaluations/cases.html",
        cases=found,
        waiting=waiting,
        keeps=can_keep_fairness(request.actor),
        rates=can_rate_vignette(request.actor),
    )


@require_http_methods(METHODS)
@staff(Role.PERFORMANCE_MANAGER)
def new_case(request: StaffRequest) -> HttpResponse:
    """Write a case for all raters."""
    form = VignetteForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.write_vignette(actor=request.actor, **form.cleaned_data),
        ("evaluations:cases",),
        title=_("Kasus baru"),
        note=_("Orang rekaan, setahun kerja, dengan bukti. Semua penilai menilai kasus yang sama."),
        submit=_("Buka untuk semua penilai"),
    )


@require_http_methods(METHODS)
@staff(Role.RATER)
def rate_case(request: StaffRequest, pk: int) -> HttpResponse:
    """Rate a case; afterwards, what the others gave."""
    row, actor = get_object_or_404(Vignette.objects.visible_to(request.actor), pk=pk), request.actor
    given = row.ratings.filter(rater=actor.me).first()
    if given:
        found = choices_of(row, request.agency)
        return page(request, "evaluations/case.html", row=row, given=given, choices=found)
    form = RatingsForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.rate_vignette(actor=actor, vignette=row, **form.cleaned_data),
        ("evaluations:rate_case", pk),
        template="evaluations/rate_case.html",
        row=row,
    )


@require_POST
@staff(Role.PERFORMANCE_MANAGER)
def close_case(request: StaffRequest, pk: int) -> HttpResponse:
    """Nobody rates it any more."""
    row = get_object_or_404(Vignette.objects.visible_to(request.actor), pk=pk)
    services.close_vignette(actor=request.actor, vignette=row)
    return redirect("evaluations:cases")


@require_GET
@staff(Role.RATER)
def mirror(request: StaffRequest) -> HttpResponse:
    """The rater's own habit beside what is usual; nobody else reads it first."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    found = mirror_of(request.actor, period) if period else None
    return page(request, "evaluations/mirror.html", found=found, periods=periods, period=period)


@require_http_methods(METHODS)
@staff(Role.RATER)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """What the rater says to the figures."""
    own = RaterEffect.objects.visible_to(request.actor).filter(rater=request.actor.me)
    row = get_object_or_404(own, pk=pk)
    form = AnswerForm(request.POST or None, initial={"text": row.answer})
    return edit(
        request,
        form,
        lambda: services.answer_effect(actor=request.actor, effect=row, **form.cleaned_data),
        ("evaluations:mirror",),
        title=_("Tanggapan saya"),
        note=_("BKPSDM membacanya bersama angka Anda. Angka ini bukan dasar sanksi."),
        submit=_("Simpan tanggapan"),
    )


@require_GET
@staff(Role.PERFORMANCE_MANAGER)
def fairness(request: StaffRequest) -> HttpResponse:
    """All raters of a period in counts, and whom to talk with."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    found = fairness_of(request.actor, period) if period else None
    return page(request, "evaluations/fairness.html", found=found, periods=periods, period=period)


@require_POST
@staff(Role.PERFORMANCE_MANAGER)
def measure(request: StaffRequest, period_id: int) -> HttpResponse:
    """Have the figures of a period measured by the worker."""
    period = get_object_or_404(Period, agency=request.agency, pk=period_id)
    services.ask_fairness(actor=request.actor, period=period)
    messages.success(request, _("Angka dihitung. Muat ulang halaman ini sebentar lagi."))
    return redirect("evaluations:fairness")
