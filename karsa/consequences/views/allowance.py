"""One's own allowance and why it is so; for the office the rules and the months."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.actor import Actor
from karsa.accounts.requests import StaffRequest, staff
from karsa.consequences.models import AllowanceLine, AllowanceRun
from karsa.consequences.policies import can_approve_run, can_keep_allowance
from karsa.consequences.queries.allowance_pages import (
    MyMonth,
    month_name,
    my_months,
    rules_of,
    runs_of,
)
from karsa.consequences.queries.allowance_why import why_of
from karsa.kit.formats import rupiah
from karsa.kit.pages import page


@staff()
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """One's own months; rules, and months of everybody for those who keep or approve them."""
    mine, runs = my_months(request.actor), list(runs_of(request.actor))
    waiting = [run for run in runs if _waits(request.actor, run)]
    return page(
        request,
        "consequences/allowance.html",
        headline=_headline(mine, waiting),
        mine=mine,
        rules=rules_of(request.actor),
        runs=[(run, month_name(run.month)) for run in runs],
        keeps=can_keep_allowance(request.actor),
    )


@staff()
@require_GET
def why(request: StaffRequest, pk: int) -> HttpResponse:
    """How one amount came about, step by step, with the figures it was worked out from."""
    rows = AllowanceLine.objects.visible_to(request.actor).select_related(
        "run__rule", "run__period", "employee", "assignment__position", "assignment__unit"
    )
    line = get_object_or_404(rows, pk=pk)
    is_own = line.employee_id == request.actor.employee_id
    return page(
        request,
        "consequences/allowance_why.html",
        line=line,
        month=month_name(line.run.month),
        is_own=is_own,
        why=why_of(line, is_own=is_own),
    )


def _waits(actor: Actor, run: AllowanceRun) -> bool:
    return run.state == AllowanceRun.State.PROPOSED and can_approve_run(actor, run)


def _headline(mine: list[MyMonth], waiting: list[AllowanceRun]) -> str:
    """What waits for a second person's word; else the latest of one's own months."""
    if waiting:
        return _("TPP %(month)s menunggu persetujuan Anda") % {
            "month": month_name(waiting[0].month)
        }
    if not mine:
        return _("Tunjangan kinerja (TPP)")
    facts = {"month": mine[0].name, "amount": rupiah(mine[0].line.amount or 0)}
    if mine[0].line.amount is None:
        return _("TPP %(month)s belum bisa dihitung") % facts
    if not mine[0].line.run.is_paid:
        return _("Simulasi TPP %(month)s: %(amount)s") % facts
    return _("%(amount)s untuk %(month)s") % facts
