"""Posts of a person: a transfer, one more, the end of one, and who rates it."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from karsa.accounts.requests import StaffRequest
from karsa.org.forms.acts import AddPostForm, PostForm, RaterForm, TransferForm
from karsa.org.models import Assignment, Employee
from karsa.org.queries.handover import left_behind
from karsa.org.queries.heads import heads_above
from karsa.org.services.posts import NewPost, add_post, end_post, transfer
from karsa.org.services.rater_lines import Change, set_rater
from karsa.org.views.acting import Act, Cleaned, keeper, perform, read_pick
from karsa.org.views.handing_over import end_form, heirs, next_rater, with_rest

_FIELDS = ("position", "position_kind", "is_head", "starts", "decree")


@keeper
@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """Transfer a person to another definitive post."""
    found = _person(request, pk)
    now = _definitive(request, found)
    rated = left_behind(now, request.actor.today) if now else []
    act = Act(
        title=_("Mutasi %(name)s") % {"name": found.name},
        note=_(
            "Penempatan definitif yang sekarang berakhir sehari sebelumnya. SKP dengan penilai "
            "baru disusun untuk penempatan baru."
        ),
        label=_("Catat mutasi"),
        back=reverse("org:person", args=[pk]),
        rated=rated,
    )

    def do(typed: Cleaned) -> str:
        heir = next_rater(typed)
        transfer(actor=request.actor, employee_id=pk, post=_new(typed), handover=heir)
        rest = left_behind(now, typed["starts"]) if now else []
        return with_rest(_("Mutasi tercatat. Periksa penilainya di bawah."), rest)

    start = {"starts": request.actor.today}
    asked = TransferForm if rated else PostForm
    form = read_pick(request, asked, suggest=heirs(request, now), initial=start)
    return perform(request, form, act, do)


@keeper
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a person one more post: Plt, Plh, delegated, or the first definitive one."""
    found = _person(request, pk)
    act = Act(
        title=_("Penempatan tambahan untuk %(name)s") % {"name": found.name},
        note=_("Setiap penempatan punya SKP dan penilai sendiri."),
        label=_("Tambah penempatan"),
        back=reverse("org:person", args=[pk]),
    )

    def do(typed: Cleaned) -> str:
        post = _new(typed, kind=typed["kind"], ends=typed["ends"])
        add_post(actor=request.actor, employee_id=pk, post=post)
        return _("Penempatan tercatat. Periksa penilainya di bawah.")

    start = {"starts": request.actor.today, "kind": Assignment.Kind.ACTING}
    return perform(request, read_pick(request, AddPostForm, initial=start), act, do)


@keeper
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a post."""
    post = _post(request, pk)
    rated = left_behind(post, request.actor.today)
    act = Act(
        title=_("Akhiri penempatan %(position)s") % {"position": post.position.name},
        note=f"{post.employee.full_name} · {post.unit.name}",
        label=_("Akhiri penempatan"),
        back=reverse("org:person", args=[post.employee_id]),
        rated=rated,
    )

    def do(typed: Cleaned) -> str:
        ends = typed["ends"]
        end_post(actor=request.actor, assignment_id=pk, ends=ends, handover=next_rater(typed))
        rest = left_behind(post, ends + timedelta(days=1))
        return with_rest(_("Penempatan diakhiri."), rest)

    return perform(request, end_form(request, rated, post), act, do)


@keeper
@require_http_methods(["GET", "POST"])
def rater(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct who rates a post, from a day on."""
    post = _post(request, pk)
    act = Act(
        title=_("Penilai untuk %(name)s") % {"name": post.employee.name},
        note=f"{post.position.name} · {post.unit.name}",
        label=_("Simpan penilai"),
        back=reverse("org:person", args=[post.employee_id]),
    )

    def do(typed: Cleaned) -> str:
        change = Change(typed["rater"], typed["starts"], typed["decree"])
        changed = set_rater(actor=request.actor, assignment_id=pk, change=change)
        return _("Penilai tersimpan.") if changed else _("Penilai itu sudah berlaku.")

    heads = [
        (str(head.employee_id), f"{head.employee.full_name} · {head.unit.name}")
        for head in heads_above(post.unit, request.actor.today)
        if head.employee_id != post.employee_id
    ]
    start = {"starts": request.actor.today}
    form = read_pick(request, RaterForm, suggest={"rater": heads}, initial=start)
    return perform(request, form, act, do)


def _new(typed: Cleaned, **more: Any) -> NewPost:
    return NewPost(unit_id=typed["unit"], **{name: typed[name] for name in _FIELDS}, **more)


def _definitive(request: StaffRequest, person: Employee) -> Assignment | None:
    held = Assignment.objects.on(request.actor.today).filter(employee=person)
    return held.filter(kind=Assignment.Kind.DEFINITIVE).select_related("agency", "unit").first()


def _person(request: StaffRequest, pk: int) -> Employee:
    return get_object_or_404(Employee.objects.visible_to(request.actor), pk=pk)


def _post(request: StaffRequest, pk: int) -> Assignment:
    posts = Assignment.objects.visible_to(request.actor)
    return get_object_or_404(posts.select_related("employee", "position", "unit", "agency"), pk=pk)
