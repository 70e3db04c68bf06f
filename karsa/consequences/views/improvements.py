"""Improvement periods: begun on an annual grade, accompanied, ended, decided."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.consequences import policies
from karsa.consequences.forms import process as forms
from karsa.consequences.models import Improvement, ImprovementStep
from karsa.consequences.queries.pages import eligible
from karsa.consequences.services import improving
from karsa.consequences.views.acts import Act, Acts, offered, perform, reply, send_or_404
from karsa.feedback.models import Guidance
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of

_ = gettext_lazy
_State = Improvement.State


def _check_form(request: StaffRequest, row: Improvement) -> Form:
    seen = Guidance.objects.visible_to(request.actor).filter(employee=row.employee_id)
    rows = {"guidance": seen.filter(day__gte=row.starts).order_by("-day")}
    return forms.CheckForm(request.POST or None, request.FILES or None, rows=rows)


ACTS: Acts[Improvement] = {
    "periksa": Act(
        title=_("Catat pemeriksaan kemajuan"),
        submit=_("Simpan pemeriksaan"),
        said=_("Pemeriksaan tersimpan, dan pegawai diberi tahu."),
        form=_check_form,
        run=lambda request, row, typed: improving.check(
            actor=request.actor, improvement_id=row.pk, **typed
        ),
        may=policies.can_guide_improvement,
        states=frozenset({_State.RUNNING}),
        icon="clipboard-check",
    ),
    "akhiri": Act(
        title=_("Akhiri masa perbaikan"),
        submit=_("Simpan hasilnya"),
        said=_("Hasil masa perbaikan tersimpan."),
        form=lambda request, row: forms.EndForm(request.POST or None),
        run=lambda request, row, typed: improving.end(
            actor=request.actor, improvement_id=row.pk, **typed
        ),
        may=policies.can_guide_improvement,
        states=frozenset({_State.RUNNING}),
        icon="flag",
    ),
    "uji": Act(
        title=_("Catat uji kompetensi"),
        submit=_("Simpan hasil uji"),
        said=_("Hasil uji kompetensi tersimpan."),
        form=lambda request, row: forms.TestForm(request.POST or None),
        run=lambda request, row, typed: improving.test(
            actor=request.actor, improvement_id=row.pk, **typed
        ),
        may=lambda actor, row: row.is_pns and policies.can_place(actor, row),
        states=frozenset({_State.NOT_IMPROVED}),
        icon="school",
    ),
    "putuskan": Act(
        title=_("Keputusan setelah masa perbaikan"),
        submit=_("Simpan keputusan"),
        said=_("Keputusan tersimpan dan suratnya terbit."),
        form=lambda request, row: forms.PlaceForm(request.POST or None, employment=row.employment),
        run=lambda request, row, typed: improving.place(
            actor=request.actor, improvement_id=row.pk, host=request.get_host(), **typed
        ),
        may=policies.can_place,
        states=frozenset({_State.NOT_IMPROVED, _State.TESTED}),
        icon="gavel",
    ),
}


@require_GET
@staff()
def improvements(request: StaffRequest) -> HttpResponse:
    """Those one may read, and annual grades on which one may begin. Two queries."""
    seen = Improvement.objects.visible_to(request.actor).for_page()
    return page(
        request,
        "consequences/improvements.html",
        "rows",
        rows=slice_of(seen, request, "-starts", "-pk"),
        eligible=list(eligible(request.actor).order_by("-period__year", "pk")[:50]),
    )


@require_http_methods(METHODS)
@staff()
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the months to improve on an annual grade."""
    row = get_object_or_404(eligible(request.actor), pk=pk)
    if not policies.can_begin_improvement(request.actor, row):
        raise PermissionDenied
    person = row.assignment.employee
    is_pns = person.employment == person.Employment.PNS
    form = forms.BeginForm(request.POST or None, is_pns=is_pns)
    return edit(
        request,
        form,
        lambda: improving.begin(
            actor=request.actor,
            evaluation_id=row.pk,
            goals=form.goals,
            reason=form.cleaned_data["reason"],
            contract=form.cleaned_data.get("contract", ""),
            host=request.get_host(),
        ),
        ("consequences:improvements",),
        then=lambda made: redirect("consequences:improvement", made.pk),
        title=gettext("Mulai masa perbaikan: %(name)s") % {"name": person.full_name},
        submit=gettext("Mulai dan terbitkan surat"),
        note=gettext("Pegawai membaca semuanya dan boleh menanggapi setiap langkah."),
    )


@require_GET
@staff()
def improvement(request: StaffRequest, pk: int) -> HttpResponse:
    """Goals, every step with the person's answer, and what can be done now."""
    row = _row(request, pk)
    steps = row.steps.select_related("by", "document", "evidence", "guidance").order_by("-pk")
    return page(
        request,
        "consequences/improvement.html",
        row=row,
        goals=list(row.goals.order_by("due", "pk")),
        steps=list(steps),
        acts=offered(ACTS, request.actor, row),
        answers=policies.can_answer(request.actor, row.employee_id),
    )


@require_http_methods(METHODS)
@staff()
def act(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """One step of the process."""
    row = _row(request, pk)
    return perform(request, ACTS, slug, row, ("consequences:improvement", row.pk))


@require_http_methods(METHODS)
@staff()
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The person's right of reply."""
    step = _step(request, pk)
    if not policies.can_answer(request.actor, step.improvement.employee_id):
        raise PermissionDenied
    answering = partial(improving.answer, step_id=step.pk)
    return reply(request, step.text, answering, ("consequences:improvement", step.improvement_id))


@require_GET
@staff()
def letter(request: StaffRequest, pk: int, which: str) -> HttpResponseBase:
    """A letter, or the evidence of a checkpoint."""
    step = _step(request, pk)
    stored = step.letter if which == "surat" else step.evidence
    return send_or_404(stored)


def _row(request: StaffRequest, pk: int) -> Improvement:
    return get_object_or_404(Improvement.objects.visible_to(request.actor).for_page(), pk=pk)


def _step(request: StaffRequest, pk: int) -> ImprovementStep:
    seen = Improvement.objects.visible_to(request.actor).values("pk")
    rows = ImprovementStep.objects.filter(improvement__in=seen)
    return get_object_or_404(rows.select_related("improvement", "letter", "evidence"), pk=pk)
