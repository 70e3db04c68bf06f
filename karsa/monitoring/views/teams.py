"""Evaluation teams: who is in them, by which decree."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.monitoring import services
from karsa.monitoring.forms import MemberForm, TeamForm
from karsa.monitoring.models import EvaluationMember, EvaluationTeam, ReviewSession
from karsa.monitoring.policies import can_appoint, can_monitor
from karsa.monitoring.queries.choices import candidates, offices
from karsa.monitoring.services.teams import TeamWords
from karsa.org.models import Employee, Unit


@require_GET
@staff()
def teams(request: StaffRequest) -> HttpResponse:
    """The teams one may see, those that stand first."""
    rows = EvaluationTeam.objects.visible_to(request.actor).select_related("unit")
    return page(
        request,
        "monitoring/teams.html",
        rows=slice_of(rows, request, "unit__path", "-starts", "pk"),
        appoints=can_appoint(request.actor),
    )


@require_GET
@staff()
def team(request: StaffRequest, pk: int) -> HttpResponse:
    """One team: its mandate, today's members and its sessions."""
    found = _team(request, pk)
    sessions = ReviewSession.objects.visible_to(request.actor).filter(team=found).defer("memo")
    shown = slice_of(sessions, request, "-day", "-pk")
    members = found.members.on(request.actor).select_related("employee", "grant")
    return page(
        request,
        "monitoring/team.html",
        team=found,
        members=sorted(members, key=_by_seat),
        sessions=shown,
        running=any(row.state == ReviewSession.State.OPEN for row in shown.rows),
        appoints=can_appoint(request.actor) and found.ends is None,
        meets=can_monitor(request.actor, found.unit) and found.ends is None,
    )


def _by_seat(member: EvaluationMember) -> tuple[int, str]:
    return EvaluationMember.Seat.values.index(member.seat), member.employee.name


@require_http_methods(METHODS)
@staff()
def new(request: StaffRequest) -> HttpResponse:
    """Form a team."""
    actor = request.actor
    if not can_appoint(actor):
        raise PermissionDenied
    form = TeamForm(
        request.POST or None, offers={"unit": offices(actor)}, initial={"starts": actor.today}
    )

    def act() -> None:
        said = dict(form.cleaned_data)
        unit = get_object_or_404(Unit.objects.visible_to(actor), pk=said.pop("unit"))
        services.form_team(actor=actor, words=TeamWords(unit=unit, **said))

    return edit(
        request,
        form,
        act,
        ("monitoring:teams",),
        title=_("Tim evaluasi baru"),
        note=_("Sesudah itu tambahkan anggotanya; mereka langsung melihat unit ini."),
        submit=_("Bentuk tim"),
    )


@require_http_methods(METHODS)
@staff()
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Give somebody a seat, and with it the role."""
    found, actor = _kept(request, pk), request.actor
    offers = {"employee": candidates(actor, found.unit)}
    form = MemberForm(request.POST or None, offers=offers)

    def act() -> None:
        people = Employee.objects.filter(agency=actor.agency, is_active=True)
        person = get_object_or_404(people, pk=form.cleaned_data["employee"])
        services.add_member(
            actor=actor, team=found, employee=person, seat=form.cleaned_data["seat"]
        )

    return edit(
        request,
        form,
        act,
        ("monitoring:team", pk),
        title=_("Tambah anggota"),
        note=_("Anggota melihat kemajuan dan hambatan unit ini, bukan nilai atau umpan balik."),
        submit=_("Tambahkan"),
    )


@require_POST
@staff()
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a seat and its role at once."""
    seats = EvaluationMember.objects.filter(agency=request.agency).select_related("team")
    member = get_object_or_404(seats, pk=pk)
    _kept(request, member.team_id)
    services.end_member(actor=request.actor, member=member)
    messages.success(request, _("Keanggotaan dan perannya diakhiri."))
    return redirect("monitoring:team", member.team_id)


@require_POST
@staff()
def dissolve(request: StaffRequest, pk: int) -> HttpResponse:
    """Dissolve a team."""
    services.dissolve(actor=request.actor, team=_kept(request, pk))
    messages.success(request, _("Tim dibubarkan. Rapat dan hambatannya tetap tersimpan."))
    return redirect("monitoring:teams")


def _team(request: StaffRequest, pk: int) -> EvaluationTeam:
    rows = EvaluationTeam.objects.visible_to(request.actor).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def _kept(request: StaffRequest, pk: int) -> EvaluationTeam:
    found = _team(request, pk)
    if not can_appoint(request.actor):
        raise PermissionDenied
    return found
