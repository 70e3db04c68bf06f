"""A month worked out for everybody: simulated, proposed, approved, and taken as a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.consequences.forms.allowance import ReturnForm, RunForm
from karsa.consequences.models import AllowanceRun
from karsa.consequences.policies import can_approve_run, can_keep_allowance
from karsa.consequences.queries.allowance_facts import period_for
from karsa.consequences.queries.allowance_pages import (
    lines_of,
    month_name,
    payout_tables,
    problem_of,
    rules_of,
    standings_of,
)
from karsa.consequences.services import allowance_runs as services
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.org.models import Period
from karsa.rules.allowance import Standing

_BOTH = (Role.PERFORMANCE_MANAGER, Role.REGENT)


@staff(*_BOTH)
@require_GET
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """The month: how many are paid and why the others are not, then everybody by name."""
    row = _run(request, pk)
    counts, chosen = standings_of(row), request.GET.get("keadaan", "")
    lines = lines_of(row)
    if chosen in set(Standing):
        lines = lines.filter(standing=chosen)
    return page(
        request,
        "consequences/allowance_run.html",
        "state",
        run=row,
        month=month_name(row.month),
        problem="" if row.digest else problem_of(row),
        counts=counts,
        filters=_filters(row, counts, chosen),
        lines=slice_of(lines, request, "employee__name", "pk"),
        keeps=can_keep_allowance(request.actor),
        approves=can_approve_run(request.actor, row),
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_http_methods(METHODS)
def work_out(request: StaffRequest) -> HttpResponse:
    """Choose a month and have it worked out."""
    today = request.actor.today
    periods = Period.objects.filter(agency=request.agency, number__gt=0, ends__lt=today)
    rows = {"period": periods.order_by("-ends"), "rule": rules_of(request.actor)}
    form = RunForm(request.POST or None, today=today, rows=rows)
    return edit(
        request,
        form,
        lambda: _work_out(request, form),
        ("consequences:allowance",),
        then=lambda made: redirect("consequences:allowance_run", made.pk),
        title=_("Hitung TPP satu bulan"),
        note=_("Hasilnya simulasi sampai orang kedua menyetujuinya."),
        submit=_("Hitung"),
    )


def _work_out(request: StaffRequest, form: RunForm) -> AllowanceRun:
    said = form.cleaned_data
    usual = period_for(request.agency, said["month"])
    return services.work_out(
        actor=request.actor,
        month=said["month"],
        period=said["period"] or Period.objects.filter(pk=usual or 0).first(),
        rule=said["rule"],
        reason=said["reason"],
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_POST
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand it to the second person."""
    services.propose_run(actor=request.actor, run_id=_run(request, pk).pk)
    messages.success(request, _("Daftar diajukan. Orang kedua yang menyetujuinya."))
    return redirect("consequences:allowance_run", pk)


@staff(*_BOTH)
@require_POST
@proven
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Approve it as the second person."""
    services.approve_run(actor=request.actor, run_id=_run(request, pk).pk)
    messages.success(request, _("Daftar disetujui. Berkasnya bisa diunduh."))
    return redirect("consequences:allowance_run", pk)


@staff(*_BOTH)
@require_http_methods(METHODS)
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it back to be worked out anew."""
    row = _run(request, pk)
    form = ReturnForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.return_run(
            actor=request.actor, run_id=row.pk, reason=form.cleaned_data["reason"]
        ),
        ("consequences:allowance_run", row.pk),
        title=_("Kembalikan TPP %(month)s") % {"month": month_name(row.month)},
        submit=_("Kembalikan"),
    )


@staff(*_BOTH)
@require_GET
@proven
def file(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """The payout as a file; that it was taken away is recorded."""
    row = _run(request, pk)
    if kind not in downloads.TABLES or not row.digest:
        raise Http404
    record(request.actor, "allowance_run.taken", row)
    mark = "tpp" if row.is_paid else "simulasi-tpp"
    name, tables = f"{mark}-{row.month:%Y-%m}-v{row.version}", payout_tables(row)
    if kind == "xlsx":
        return downloads.book(name, tables)
    return downloads.table(name, kind, tables[0].header, tables[0].rows)


def _run(request: StaffRequest, pk: int) -> AllowanceRun:
    rows = AllowanceRun.objects.visible_to(request.actor)
    people = ("made_by", "approved_by", "rule", "period", "replaces")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def _filters(
    row: AllowanceRun, counts: list[tuple[str, str, int]], chosen: str
) -> list[dict[str, object]]:
    listed = [("", _("Semua"), row.people), *counts]
    return [
        {"label": label, "url": f"?keadaan={code}", "current": code == chosen, "count": count}
        for code, label, count in listed
    ]
