from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.plans import policies, services
from karsa.plans.forms.leader import LinesForm, WordingForm
from karsa.plans.forms.plan import ReasonForm, TextForm
from karsa.plans.models import AnnexItem, DialogueMessage, PerformancePlan
from karsa.plans.queries.seen import seen_plans, standing
from karsa.plans.views import base
from karsa.rules.behaviour import VALUES


@require_POST
@staff()
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    """Submit one's plan."""
    text = request.POST.get("text", "")[:2000]
    services.propose(actor=request.actor, plan=base.find_plan(request, pk), text=text)
    return redirect("plans:plan", pk)


@require_POST
@staff()
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take one's plan back."""
    services.withdraw(actor=request.actor, plan=base.find_plan(request, pk))
    return redirect("plans:plan", pk)


@require_POST
@staff()
def agree(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree to the plan as it stands."""
    services.agree(actor=request.actor, plan=base.find_plan(request, pk))
    return redirect("plans:plan", pk)


@require_POST
@staff()
def set_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Set the plan."""
    services.set_plan(actor=request.actor, plan=base.find_plan(request, pk))
    return redirect("plans:plan", pk)


@require_POST
@staff()
def take_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Clarify the plan as its new rater."""
    plan = base.find_plan(request, pk)
    made = services.clarify_after_transfer(
        actor=request.actor, plan=plan, reason=_("Pejabat penilai berganti")
    )
    return redirect("plans:plan", made.pk)


@require_POST
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Take or decline a proposed wording."""
    plans = seen_plans(request.actor).values("pk")
    rows = DialogueMessage.objects.select_related("plan__assignment")
    message = get_object_or_404(rows, pk=pk, plan__in=plans)
    services.answer_wording(
        actor=request.actor,
        message=message,
        take=request.POST.get("answer") == "take",
        text=request.POST.get("text", "")[:2000],
    )
    return redirect("plans:plan", message.plan_id)


@require_http_methods(METHODS)
@staff()
def comment(request: StaffRequest, pk: int) -> HttpResponse:
    """Say something."""
    plan, actor = _talked(request, pk), request.actor
    form = TextForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.comment(actor=actor, plan=plan, text=form.cleaned_data["text"]),
        ("plans:plan", pk),
        title=_("Tulis pesan"),
        submit=_("Kirim pesan"),
    )


@require_http_methods(METHODS)
@staff()
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the plan back with a reason."""
    plan, actor = _led(request, pk), request.actor
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.send_back(actor=actor, plan=plan, reason=form.cleaned_data["reason"]),
        ("plans:plan", pk),
        title=_("Kembalikan rencana untuk diperbaiki"),
        note=_("Pegawai membaca alasan ini dan memperbaiki rencananya."),
        submit=_("Kembalikan rencana"),
    )


@require_http_methods(METHODS)
@staff()
def revise(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the next version of a set plan."""
    plan, actor = _talked(request, pk), request.actor
    form = ReasonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.revise(actor=actor, plan=plan, reason=form.cleaned_data["reason"]),
        ("plans:versions", pk),
        title=_("Buka versi baru"),
        note=_("Versi sekarang tetap berlaku sampai versi baru ditetapkan."),
        submit=_("Buka versi baru"),
    )


@require_http_methods(METHODS)
@staff()
def wording(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose words for a result, or a new result."""
    plan, actor = _led(request, pk), request.actor
    chosen = {"result": request.GET.get("hasil")}
    results = plan.results.order_by("order")
    form = WordingForm(request.POST or None, initial=chosen, results=results)
    return edit(
        request,
        form,
        lambda: services.propose_wording(actor=actor, plan=plan, **form.cleaned_data),
        ("plans:plan", pk),
        title=_("Usulkan kalimat"),
        note=_("Pegawai yang memutuskan: usulan Anda diambil atau dijawab dengan alasannya."),
        submit=_("Kirim usulan"),
    )


@require_http_methods(METHODS)
@staff()
def expectation(request: StaffRequest, pk: int, value: str) -> HttpResponse:
    """A special expectation for one value."""
    plan, actor = _led(request, pk), request.actor
    known = next((one for one in VALUES if one.key == value), None)
    if known is None:
        raise Http404
    row = plan.expectations.filter(value=known.key).first()
    form = LinesForm(request.POST or None, initial={"text": row.text if row else ""})
    return edit(
        request,
        form,
        lambda: services.expect_behaviour(
            actor=actor, plan=plan, value=known.key, text="\n".join(form.lines())
        ),
        ("plans:behaviour", pk),
        title=_("Ekspektasi khusus: %(value)s") % {"value": known.name},
        guides=known.guides,
        submit=_("Simpan ekspektasi"),
    )


@require_http_methods(METHODS)
@staff()
def annex(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """A section of the annex A.1.8."""
    if section not in AnnexItem.Section:
        raise Http404
    plan, actor = _led(request, pk), request.actor
    rows = plan.annex.filter(section=section).order_by("order").values_list("text", flat=True)
    form = LinesForm(request.POST or None, initial={"text": "\n".join(rows)})
    return edit(
        request,
        form,
        lambda: services.set_annex(actor=actor, plan=plan, section=section, lines=form.lines()),
        ("plans:behaviour", pk),
        title=_("Lampiran: %(section)s") % {"section": AnnexItem.Section(section).label},
        submit=_("Simpan lampiran"),
    )


def _led(request: StaffRequest, pk: int) -> PerformancePlan:
    """A plan whose dialogue the reader leads: 404 unseen, 403 for others."""
    plan = base.find_plan(request, pk)
    if not standing(request.actor, plan).leads:
        raise PermissionDenied
    return plan


def _talked(request: StaffRequest, pk: int) -> PerformancePlan:
    plan = base.find_plan(request, pk)
    if not (policies.can_write(request.actor, plan) or standing(request.actor, plan).leads):
        raise PermissionDenied
    return plan
