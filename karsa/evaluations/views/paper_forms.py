"""Blanks for the unconnected: printed, typed in by the operator, confirmed by their owner."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.evaluations import services
from karsa.evaluations.forms import PaperFormForm, TypedEvaluationForm, TypedPlanForm
from karsa.evaluations.models import PaperForm
from karsa.evaluations.policies import can_confirm_form, can_type_for
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.files.responses import send
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.org.models import Assignment
from karsa.org.models.units import below
from karsa.rules.refused import Refused

State = PaperForm.State
_SHOWN = 100


@staff()
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """What waits for the reader's word, and, for an operator, the people to print for."""
    actor = request.actor
    forms = PaperForm.objects.visible_to(actor).select_related(
        "assignment__employee", "period", "document"
    )
    found = list(forms.order_by("-pk")[:_SHOWN])
    waiting = [row for row in found if row.state == State.TYPED and can_confirm_form(actor, row)]
    sought = request.GET.get("cari", "").strip()
    posts = Assignment.objects.on(actor.today).filter(
        below(actor.operated_paths, "unit__path"), employee__name__icontains=sought
    )
    posts = posts.exclude(employee=actor.me).select_related("employee", "position")
    periods = periods_to_choose(request.agency, actor.today)
    return page(
        request,
        "evaluations/forms.html",
        waiting=waiting,
        rows=[row for row in found if row not in waiting],
        posts=posts.order_by("employee__name", "pk")[:_SHOWN] if actor.operated_paths else (),
        period=chosen(periods, "", actor.today),
        sought=sought,
    )


@staff()
@require_POST
def print_blank(request: StaffRequest, post_id: int, kind: str) -> HttpResponse:
    """Print a blank for one post."""
    actor = request.actor
    rows = Assignment.objects.visible_to(actor).select_related(
        "employee", "position", "unit", "agency"
    )
    post = get_object_or_404(rows, pk=post_id)
    periods = periods_to_choose(request.agency, actor.today)
    period = chosen(periods, "", actor.today)
    host = request.get_host()
    if kind == PaperForm.Kind.PLAN:
        made = services.print_plan(actor=actor, post=post, host=host)
    elif kind == PaperForm.Kind.EVALUATION and period:
        made = services.print_evaluation(actor=actor, post=post, period=period, host=host)
    else:
        raise Http404
    return redirect("evaluations:form", made.pk)


@staff()
@require_http_methods(["GET", "POST"])
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One form: print it, type it in with its scan, or say whether it is what the paper says."""
    row = _find(request, pk)
    types = can_type_for(request.actor, row.assignment) and row.state != State.CONFIRMED
    kind = TypedPlanForm if row.kind == PaperForm.Kind.PLAN else TypedEvaluationForm
    form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and types and form.is_valid():
        try:
            _type(request, row, form)
            messages.success(request, _("Tersimpan. Yang bersangkutan diminta memeriksa."))
            return redirect("evaluations:form", row.pk)
        except Refused as why:
            form.add_error("code", sentence(why))
    confirms = can_confirm_form(request.actor, row) and row.state == State.TYPED
    return page(
        request, "evaluations/form.html", row=row, form=form, types=types, confirms=confirms
    )


def _type(request: StaffRequest, row: PaperForm, form: PaperFormForm) -> None:
    code, upload = form.cleaned_data["code"], form.cleaned_data["scan"]
    services.type_form(
        actor=request.actor, form_id=row.pk, code=code, typed=form.said(), upload=upload
    )


@staff()
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Make what was typed one's own."""
    row = services.confirm_form(actor=request.actor, form_id=_find(request, pk).pk)
    messages.success(request, _("Dikonfirmasi. Isinya sekarang milik Anda."))
    return redirect("evaluations:form", row.pk)


@staff()
@require_POST
def give_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Send it back to be typed again."""
    reason = request.POST.get("reason", "")
    row = services.return_form(actor=request.actor, form_id=_find(request, pk).pk, reason=reason)
    messages.success(request, _("Dikembalikan kepada operator."))
    return redirect("evaluations:form", row.pk)


@staff()
@require_GET
def file(request: StaffRequest, pk: int, which: str) -> HttpResponseBase:
    """The blank, or the scan of the filled one."""
    row = _find(request, pk)
    stored = {"blanko": row.file, "pindaian": row.scan}.get(which)
    if stored is None:
        raise Http404
    return send(stored, inline=True)


def _find(request: StaffRequest, pk: int) -> PaperForm:
    rows = PaperForm.objects.visible_to(request.actor).select_related(
        "assignment__employee",
        "assignment__unit",
        "confirmer",
        "document",
        "file",
        "scan",
        "period",
    )
    return get_object_or_404(rows, pk=pk)
