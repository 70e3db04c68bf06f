from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.plans import services
from karsa.plans.forms.plan import (
    ManualForm,
    MeasureForm,
    ResultForm,
    WorkblockForm,
    initial,
)
from karsa.plans.models import IndividualIndicator, Workblock
from karsa.plans.queries import choices, paper
from karsa.plans.queries.seen import seen_plans
from karsa.plans.views import base


def _to_result(plan: int, result: int | None = None) -> tuple[str]:
    """The plan's page, at the result."""
    url = reverse("plans:plan", args=[plan])
    return (f"{url}#hasil-{result}" if result else url,)


@require_http_methods(METHODS)
@staff()
def result_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new result; its first measure is asked for next."""
    plan, actor = base.own_plan(request, pk), request.actor
    form = ResultForm(
        request.POST or None,
        initial=choices.first_words(plan, actor.today),
        supportable=choices.supportable(plan, actor.today),
    )
    made: list[int] = []

    def act() -> None:
        made.append(services.add_result(actor=actor, plan=plan, words=form.words()).pk)

    answer = edit(
        request, form, act, _to_result(pk), title=_("Hasil kerja baru"), submit=_("Tambahkan hasil")
    )
    return redirect("plans:measure_add", made[0]) if made else answer


@require_http_methods(METHODS)
@staff()
def result_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Reword a result."""
    result, actor = base.own_result(request, pk), request.actor
    form = ResultForm(
        request.POST or None,
        initial=initial(result, ResultForm),
        supportable=choices.supportable(result.plan, actor.today),
    )
    return edit(
        request,
        form,
        lambda: services.change_result(actor=actor, result=result, words=form.words()),
        _to_result(result.plan_id, pk),
        title=_("Ubah hasil kerja"),
        submit=_("Simpan hasil"),
    )


@require_POST
@staff()
def result_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a result out."""
    result = base.own_result(request, pk)
    services.remove_result(actor=request.actor, result=result)
    return redirect(*_to_result(result.plan_id))


@require_http_methods(METHODS)
@staff()
def measure_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new measure of a result."""
    result, actor = base.own_result(request, pk), request.actor
    form = MeasureForm(request.POST or None, plan=result.plan)
    return edit(
        request,
        form,
        lambda: services.set_measure(actor=actor, result=result, words=form.words()),
        _to_result(result.plan_id, pk),
        title=_("Ukuran keberhasilan baru"),
        note=result.text,
        submit=_("Tambahkan ukuran"),
    )


@require_http_methods(METHODS)
@staff()
def measure_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a measure."""
    row, actor = base.own_measure(request, pk), request.actor
    result = row.result
    form = MeasureForm(request.POST or None, plan=result.plan, initial=initial(row, MeasureForm))
    return edit(
        request,
        form,
        lambda: services.set_measure(actor=actor, result=result, words=form.words(), measure=row),
        _to_result(result.plan_id, result.pk),
        title=_("Ubah ukuran keberhasilan"),
        note=result.text,
        submit=_("Simpan ukuran"),
    )


@require_POST
@staff()
def measure_remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a measure out."""
    row = base.own_measure(request, pk)
    services.remove_measure(actor=request.actor, measure=row)
    return redirect(*_to_result(row.result.plan_id, row.result_id))


@require_http_methods(METHODS)
@staff()
def manual(request: StaffRequest, pk: int) -> HttpResponse:
    """Manual Indikator A.1.3 of a head's measure."""
    row, actor = base.own_measure(request, pk), request.actor
    known = initial(row.manual, ManualForm) if hasattr(row, "manual") else {}
    form = ManualForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.write_manual(actor=actor, measure=row, words=form.words()),
        _to_result(row.result.plan_id, row.result_id),
        title=_("Manual indikator"),
        note=row.text,
        submit=_("Simpan manual"),
    )


@require_http_methods(METHODS)
@staff()
def workblock_add(request: StaffRequest, pk: int) -> HttpResponse:
    """A new strategy (workblock A.1.4) for a result."""
    result, actor = base.own_result(request, pk), request.actor
    form = WorkblockForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.write_workblock(actor=actor, result=result, words=form.words()),
        ("plans:actions", result.plan_id),
        title=_("Strategi baru"),
        note=result.text,
        submit=_("Tambahkan strategi"),
    )


@require_http_methods(METHODS)
@staff()
def workblock_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a strategy."""
    rows = Workblock.objects.filter(result__plan__in=seen_plans(request.actor).values("pk"))
    row, actor = get_object_or_404(rows, pk=pk), request.actor
    result = base.own_result(request, row.result_id)
    form = WorkblockForm(request.POST or None, initial=initial(row, WorkblockForm))
    return edit(
        request,
        form,
        lambda: services.write_workblock(
            actor=actor, result=result, words=form.words(), workblock=row
        ),
        ("plans:actions", result.plan_id),
        title=_("Ubah strategi"),
        note=result.text,
        submit=_("Simpan strategi"),
    )


@require_GET
@staff()
def manual_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The manual on form A.1.3."""
    plans = seen_plans(request.actor).values("pk")
    rows = IndividualIndicator.objects.filter(result__plan__in=plans, manual__isnull=False)
    row = get_object_or_404(rows, pk=pk)
    return base.paper(request, paper.manual_form(row.pk), f"manual-indikator-{row.pk}")


@require_GET
@staff()
def workblock_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The strategy on form A.1.4."""
    plans = seen_plans(request.actor).values("pk")
    row = get_object_or_404(Workblock.objects.filter(result__plan__in=plans), pk=pk)
    return base.paper(request, paper.workblock_form(row.pk), f"workblock-{row.pk}")
