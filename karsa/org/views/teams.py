"""Work teams across units."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.kit.pages import page, slice_of
from karsa.org.forms.acts import EndForm, MemberForm, TeamForm
from karsa.org.models import Assignment, TeamMember, Unit, WorkTeam
from karsa.org.policies import can_keep_organisation, can_keep_team
from karsa.org.services.teams import add_member, end_member, end_team, open_team
from karsa.org.views.acting import Act, Cleaned, perform, read, read_pick
from karsa.rules.refused import Refused, gettext_noop

_NO_POST = gettext_noop("Orang ini belum punya penempatan pada tanggal itu.")
leader = staff(Role.UNIT_HEAD, Role.PERFORMANCE_MANAGER, Role.ADMINISTRATOR)


@staff()
@require_GET
def teams(request: StaffRequest) -> HttpResponse:
    """All teams that work today or later."""
    rows = WorkTeam.objects.filter(agency=request.agency).exclude(ends__lt=request.actor.today)
    keeps = can_keep_organisation(request.actor) or bool(request.actor.led_paths)
    shown = slice_of(rows.select_related("unit"), request, "name", "pk")
    return page(request, "org/teams.html", rows=shown, total=rows.count(), keeps=keeps)


@staff()
@require_GET
def team(request: StaffRequest, pk: int) -> HttpResponse:
    """One team and its people over time."""
    found = _team(request, pk)
    members = found.members.select_related("assignment__employee", "assignment__unit")
    return page(
        request,
        "org/team.html",
        team=found,
        rows=slice_of(members, request, "-is_leader", "assignment__employee__name", "pk"),
        keeps=can_keep_team(request.actor, found.unit),
    )


@leader
@require_http_methods(["GET", "POST"])
def add_team(request: StaffRequest) -> HttpResponse:
    """Open a team."""
    led = Unit.objects.filter(agency=request.agency, path__in=request.actor.led_paths)
    act = Act(
        title=_("Tim kerja baru"),
        note=_("Anggotanya boleh dari unit mana pun. Ketua tim memberi penugasan."),
        label=_("Buat tim"),
        back=reverse("org:teams"),
    )

    def do(typed: Cleaned) -> str:
        open_team(
            actor=request.actor,
            unit_id=typed["unit"],
            **{name: typed[name] for name in ("name", "starts", "ends")},
        )
        return _("Tim dibuat. Tambahkan anggotanya.")

    own = [(str(unit.pk), unit.name) for unit in led]
    start = {"starts": request.actor.today}
    form = read_pick(request, TeamForm, suggest={"unit": own}, initial=start)
    return perform(request, form, act, do)


@staff()
@require_http_methods(["GET", "POST"])
def add_to_team(request: StaffRequest, pk: int) -> HttpResponse:
    """Put somebody into a team."""
    found = _kept(request, pk)
    act = Act(
        title=_("Tambah anggota %(team)s") % {"team": found.name},
        label=_("Tambahkan"),
        back=reverse("org:team", args=[pk]),
    )

    def do(typed: Cleaned) -> str:
        posts = Assignment.objects.on(typed["starts"]).filter(agency=request.agency)
        post = posts.filter(employee=typed["person"]).order_by("-kind", "pk").first()
        if post is None:
            raise Refused(_NO_POST)
        more = {"is_leader": typed["is_leader"], "starts": typed["starts"]}
        add_member(actor=request.actor, team_id=pk, assignment_id=post.pk, **more)
        return _("Anggota ditambahkan.")

    form = read_pick(request, MemberForm, initial={"starts": request.actor.today})
    return perform(request, form, act, do)


@staff()
@require_http_methods(["GET", "POST"])
def stop_member(request: StaffRequest, pk: int) -> HttpResponse:
    """End somebody's work in a team."""
    members = TeamMember.objects.filter(agency=request.agency)
    member = get_object_or_404(members.select_related("assignment__employee"), pk=pk)
    found = _kept(request, member.team_id)
    act = Act(
        title=_("Akhiri tugas %(name)s") % {"name": member.assignment.employee.name},
        note=found.name,
        label=_("Akhiri tugas"),
        back=reverse("org:team", args=[found.pk]),
    )

    def end(typed: Cleaned) -> str:
        end_member(actor=request.actor, member_id=pk, ends=typed["ends"])
        return _("Tugas diakhiri.")

    return perform(request, read(request, EndForm), act, end)


@staff()
@require_http_methods(["GET", "POST"])
def stop_team(request: StaffRequest, pk: int) -> HttpResponse:
    """Close a team."""
    found = _kept(request, pk)
    act = Act(
        title=_("Tutup tim %(team)s") % {"team": found.name},
        note=_("Tugas semua anggota berakhir pada hari yang sama."),
        label=_("Tutup tim"),
        back=reverse("org:teams"),
    )

    def end(typed: Cleaned) -> str:
        end_team(actor=request.actor, team_id=pk, ends=typed["ends"])
        return _("Tim ditutup.")

    return perform(request, read(request, EndForm), act, end)


def _team(request: StaffRequest, pk: int) -> WorkTeam:
    teams = WorkTeam.objects.filter(agency=request.agency).select_related("unit")
    return get_object_or_404(teams, pk=pk)


def _kept(request: StaffRequest, pk: int) -> WorkTeam:
    found = _team(request, pk)
    if not can_keep_team(request.actor, found.unit):
        raise PermissionDenied
    return found
