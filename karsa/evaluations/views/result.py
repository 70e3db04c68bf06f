"""An evaluation after the decision: its page, and what each side does next."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.signing import setting_of
from karsa.evaluations import services
from karsa.evaluations.models import Evaluation, Objection
from karsa.evaluations.queries.changes import changes_of
from karsa.evaluations.queries.context import kept_context
from karsa.evaluations.queries.credit import level_of
from karsa.evaluations.queries.late import hearings_of
from karsa.evaluations.queries.result import (
    level_behind,
    moments_of,
    reader_of,
    why_final,
    why_of,
)
from karsa.evaluations.queries.signing import papers_of
from karsa.evaluations.queries.turn import terms_for
from karsa.kit.pages import page


def _find(request: StaffRequest, pk: int) -> Evaluation:
    return get_object_or_404(Evaluation.objects.visible_to(request.actor).for_page(), pk=pk)


@staff()
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """The actor's own results, the latest first."""
    own = Evaluation.objects.visible_to(request.actor).filter(
        assignment__employee=request.actor.employee_id
    )
    rows = own.for_page().order_by("-period__ends", "-period__number")[:50]
    hearings = hearings_of(request.actor)
    return page(request, "evaluations/mine.html", rows=list(rows), hearings=hearings)


@staff()
@require_GET
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Why the result is so, what happened, and the one act that is due."""
    seen = Evaluation.objects.visible_to(request.actor).for_page().select_related("objection")
    row = get_object_or_404(seen, pk=pk)
    deadlines = terms_for(row, request.actor.today).of(row)
    objection: Objection | None = getattr(row, "objection", None)
    return page(
        request,
        "evaluations/result.html",
        row=row,
        reader=reader_of(request.actor, row, deadlines),
        why=why_of(row),
        context=kept_context(row.proposal),
        changes=changes_of(row),
        level=level_behind(row, request.actor.today),
        deadlines=deadlines,
        objection=objection,
        moments=moments_of(row, deadlines, objection),
        final=why_final(row),
        has_credit=level_of(row.assignment) is not None,
        papers=papers_of(request.actor, row, setting_of(request.agency).method),
    )


@staff()
@require_GET
def explanation(request: StaffRequest, pk: int) -> HttpResponse:
    """Every statement opened to its entries, evidence and verifiers, on paper for an objection."""
    row = _find(request, pk)
    return page(
        request,
        "evaluations/explanation.html",
        row=row,
        why=why_of(row),
        context=kept_context(row.proposal),
    )


@staff()
@require_POST
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign the decision; its documents are issued at once."""
    row = _find(request, pk)
    services.sign(actor=request.actor, evaluation_id=row.pk, host=request.get_host())
    return _back(request, row, _("Ditandatangani. Dokumennya siap diserahkan."))


@staff()
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the decision back before it is signed."""
    row = services.reopen(actor=request.actor, evaluation_id=_find(request, pk).pk)
    return redirect("evaluations:assess", plan_id=row.plan_id, period_id=row.period_id)


@staff()
@require_POST
def deliver(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand the document to the person."""
    row = _find(request, pk)
    services.deliver(actor=request.actor, evaluation_id=row.pk)
    return _back(request, row, _("Diserahkan. Pegawai dapat menerimanya sekarang."))


@staff()
@require_POST
def receive(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm the receipt, with or without a signature."""
    row = _find(request, pk)
    signs = request.POST.get("sikap") != "tanpa"
    services.receive(actor=request.actor, evaluation_id=row.pk, signs=signs)
    return _back(request, row, _("Penerimaan Anda tercatat."))


@staff()
@require_POST
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close what is settled."""
    row = _find(request, pk)
    services.close(actor=request.actor, evaluation_id=row.pk)
    return _back(request, row, _("Evaluasi ditutup."))


def _back(request: StaffRequest, row: Evaluation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("evaluations:result", pk=row.pk)
