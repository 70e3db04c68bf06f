from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.formats import day
from karsa.kit.pages import page, slice_of
from karsa.kit.redirects import back
from karsa.org.queries.accounts import people_below
from karsa.org.queries.moderation import queued
from karsa.surveys import policies, services
from karsa.surveys.forms import FlagForm, PlanForm, ReasonForm, ResultForm
from karsa.surveys.models import Comment, Flag, FollowUp, Survey
from karsa.surveys.queries.comments import waiting_comments
from karsa.surveys.views.base import OF, find_kept


@require_GET
@staff()
def comments(request: StaffRequest) -> HttpResponse:
    """What citizens wrote that nobody has read yet, or that should be read again."""
    part = slice_of(waiting_comments(request.actor), request, "pk")
    may = {"can_hide": policies.can_hide, "can_show": policies.can_show}
    return page(
        request,
        "surveys/comments.html",
        rows=queued(request.actor, part.rows, **may),
        next_key=part.next_key,
        headline=_("Komentar warga yang belum dibaca"),
    )


@require_POST
@staff()
def comment_show(request: StaffRequest, pk: int) -> HttpResponse:
    """Let citizens read a comment."""
    services.show_comment(actor=request.actor, comment=_comment(request, pk))
    return back(request, "surveys:comments")


@require_http_methods(METHODS)
@staff()
def comment_hide(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a comment from citizens."""
    found, form = _comment(request, pk), ReasonForm(request.POST or None)
    if not policies.can_hide(request.actor, found):
        raise PermissionDenied
    return edit(
        request,
        form,
        lambda: services.hide_comment(actor=request.actor, comment=found, **form.cleaned_data),
        ("surveys:comments",),
        title=_("Sembunyikan komentar ini?"),
        note=found.text[:200],
        submit=_("Sembunyikan"),
    )


@require_http_methods(METHODS)
@staff()
def flag(request: StaffRequest, pk: int) -> HttpResponse:
    """Whether odd answers count."""
    seen = Survey.objects.visible_to(request.actor).values("pk")
    rows = Flag.objects.select_related("survey__service__unit")
    found = get_object_or_404(rows, pk=pk, survey__in=seen)
    if not policies.can_decide_flag(request.actor, found.survey.service.unit):
        raise PermissionDenied
    form = FlagForm(request.POST or None, initial={"reason": found.reason})
    facts = {"kind": found.get_kind_display(), "day": day(found.day), "n": found.members.count()}
    return edit(
        request,
        form,
        lambda: services.decide_flag(actor=request.actor, flag=found, **form.cleaned_data),
        (OF, found.survey_id),
        title=_("Dihitung atau tidak?"),
        note=_("%(kind)s, %(day)s: %(n)s jawaban.") % facts,
        submit=_("Simpan keputusan"),
    )


@require_http_methods(METHODS)
@staff()
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """A line of the follow-up plan (`?unsur=` the element)."""
    found, actor = find_kept(request, pk), request.actor
    people = people_below(found.service.unit, actor.today).order_by("name")
    initial = {"element": request.GET.get("unsur", "")}
    form = PlanForm(request.POST or None, initial=initial, rows={"owner": people})
    return edit(
        request,
        form,
        lambda: services.plan_follow_up(actor=actor, survey=found, plan=form.plan()),
        (OF, pk),
        title=_("Rencana tindak lanjut"),
        note=found.service.name,
        submit=_("Simpan rencana"),
    )


@require_http_methods(METHODS)
@staff()
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of a line."""
    seen = Survey.objects.visible_to(request.actor).values("pk")
    found = get_object_or_404(
        FollowUp.objects.select_related("survey__service__unit"), pk=pk, survey__in=seen
    )
    is_owner = found.owner_id == request.actor.me
    if not (is_owner or policies.can_keep(request.actor, found.survey.service.unit)):
        raise PermissionDenied
    form = ResultForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.finish_follow_up(
            actor=request.actor, follow_up=found, **form.cleaned_data
        ),
        (OF, found.survey_id),
        title=_("Tindak lanjut selesai"),
        note=found.action,
        submit=_("Simpan hasilnya"),
    )


def _comment(request: StaffRequest, pk: int) -> Comment:
    seen = Survey.objects.visible_to(request.actor).values("pk")
    rows = Comment.objects.select_related("survey__service__unit")
    return get_object_or_404(rows, pk=pk, survey__in=seen)
