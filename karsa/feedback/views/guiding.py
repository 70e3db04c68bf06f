from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.feedback import forms, policies, services
from karsa.feedback.models import CompetenceReview, Guidance, GuidanceOpinion, GuidanceStep
from karsa.feedback.queries import guidance as queries
from karsa.feedback.services.asking import About
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.plans.models import PerformancePlan


@require_GET
@staff()
def guidances(request: StaffRequest) -> HttpResponse:
    """Records of guidance and reports of behaviour one may read. Two queries."""
    rows = slice_of(queries.guidance_of(request.actor), request, "-day", "-pk")
    reports = queries.behaviour_reports_of(request.actor).order_by("-day", "-pk")[:50]
    return page(request, "feedback/guidances.html", "rows", rows=rows, reports=list(reports))


@require_GET
@staff(Role.INSPECTOR)
def kept(request: StaffRequest) -> HttpResponse:
    """That records exist, by month and unit. One query."""
    return page(request, "feedback/guidance_kept.html", rows=queries.kept_in(request.actor))


@require_GET
@staff()
def guidance(request: StaffRequest, pk: int) -> HttpResponse:
    """One record: what was said, what was agreed, what became of it. Four queries."""
    row = _row(request, pk)
    opinions = GuidanceOpinion.objects.visible_to(request.actor)
    return page(
        request,
        "feedback/guidance.html",
        shown=queries.guidance_page(row),
        opinion=opinions.filter(guidance=row).first(),
        competence=CompetenceReview.objects.filter(guidance=row).first(),
        may_follow=policies.can_follow(request.actor, row),
        may_opine=policies.can_give_opinion(request.actor, row),
        may_review=policies.can_review_competence(request.actor, row),
    )


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest, plan: int, kind: str) -> HttpResponse:
    """The form of one meeting, and what it keeps."""
    about = _plan(request, plan)
    if kind not in Guidance.Kind.values or not policies.can_guide(request.actor, about, kind):
        raise Http404
    form = forms.GuidanceForm(
        request.POST or None,
        plan=about,
        kind=kind,
        initial={"day": request.actor.today, "topic": request.GET.get("tentang", "")},
    )

    def keep() -> str:
        row = services.keep_guidance(
            actor=request.actor,
            about=About(about, form.result, form.value),
            meeting=form.meeting,
            steps=form.steps,
        )
        return reverse("feedback:guidance", args=[row.pk])

    title = gettext("Catat %(kind)s") % {"kind": Guidance.Kind(kind).label.lower()}
    return _typed(request, form, keep, title, about)


@require_http_methods(METHODS)
@staff()
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.8, by whoever was coached or mentored."""
    row = _row(request, pk)
    if not policies.can_give_opinion(request.actor, row):
        raise Http404
    form = forms.OpinionForm(request.POST or None)

    def keep() -> str:
        services.give_opinion(actor=request.actor, guidance=row, answers=form.answers)
        return reverse("feedback:guidance", args=[pk])

    return _typed(request, form, keep, gettext("Umpan balik atas bimbingan ini"), row.plan)


@require_http_methods(METHODS)
@staff()
def competence(request: StaffRequest, pk: int) -> HttpResponse:
    """B.1.9, by whoever coached or mentored."""
    row = _row(request, pk)
    if not policies.can_review_competence(request.actor, row):
        raise Http404
    form = forms.CompetenceForm(request.POST or None)

    def keep() -> str:
        services.review_competence(
            actor=request.actor,
            guidance=row,
            technical=form.cleaned_data["technical"],
            scores=form.scores,
            recommendation=form.cleaned_data["recommendation"],
        )
        return reverse("feedback:guidance", args=[pk])

    return _typed(request, form, keep, gettext("Evaluasi kompetensi setelah bimbingan"), row.plan)


@require_POST
@staff()
def step_done(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark an agreed step as done."""
    rows = GuidanceStep.objects.filter(guidance__in=queries.guidance_of(request.actor).values("pk"))
    row = get_object_or_404(rows, pk=pk)
    services.finish_step(actor=request.actor, step=row)
    messages.success(request, gettext("Langkah ditandai selesai."))
    return redirect("feedback:guidance", row.guidance_id)


@require_POST
@staff()
def follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Write what became of it."""
    text = request.POST.get("text", "")
    services.follow_up(actor=request.actor, guidance=_row(request, pk), text=text)
    messages.success(request, gettext("Tindak lanjut tersimpan."))
    return redirect("feedback:guidance", pk)


@require_http_methods(METHODS)
@staff()
def report_behaviour(request: StaffRequest, plan: int) -> HttpResponse:
    """B.1.10, by the rater."""
    about = _plan(request, plan)
    if not policies.can_report_behaviour(request.actor, about):
        raise Http404
    form = forms.BehaviourReportForm(request.POST or None)

    def keep() -> str:
        said = dict(form.cleaned_data)
        on = About(about, None, said.pop("value"))
        row = services.report_behaviour(actor=request.actor, about=on, **said)
        return reverse("feedback:behaviour_report", args=[row.pk])

    return _typed(request, form, keep, gettext("Laporkan permasalahan perilaku kerja"), about)


@require_GET
@staff()
def behaviour_report(request: StaffRequest, pk: int) -> HttpResponse:
    """One report, for who wrote it, whom it is about, and the office it goes to. One query."""
    row = get_object_or_404(queries.behaviour_reports_of(request.actor), pk=pk)
    may = request.actor.has(Role.PERFORMANCE_MANAGER) and request.actor.me != row.employee_id
    return page(request, "feedback/behaviour_report.html", row=row, may_counsel=may)


def _typed(
    request: StaffRequest, form: Form, keep: Callable[[], str], title: str, plan: PerformancePlan
) -> HttpResponse:
    """Show the form, or go where `keep` says."""
    return edit(
        request,
        form,
        keep,
        ("feedback:guidances",),
        said=gettext("Tersimpan."),
        then=redirect,
        template="feedback/guidance_form.html",
        title=title,
        plan=plan,
    )


def _row(request: StaffRequest, pk: int) -> Guidance:
    return get_object_or_404(queries.guidance_of(request.actor), pk=pk)


def _plan(request: StaffRequest, pk: int) -> PerformancePlan:
    return get_object_or_404(queries.plans_guided_by(request.actor), pk=pk)
