from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.kit.pages import page
from karsa.org.models import Assignment
from karsa.plans import policies, services
from karsa.plans.forms.plan import StartForm
from karsa.plans.models import PerformancePlan
from karsa.plans.queries import boards


@require_GET
@staff(Role.EMPLOYEE)
def mine(request: StaffRequest) -> HttpResponse:
    """One's plan of the year, or the place to start it; a person with one goes straight to it."""
    year = _year(request)
    rows = boards.own_posts(request.actor, year)
    if len(rows) == 1 and (plan := rows[0].revision or rows[0].plan):
        return redirect("plans:plan", plan.pk)
    return page(
        request,
        "plans/mine.html",
        rows=rows,
        year=year,
        headline=_mine_headline(rows, year),
        note=_("Satu rencana untuk tiap jabatan yang Anda pegang."),
        form=StartForm(),
    )


def _mine_headline(rows: tuple[boards.OwnPost, ...], year: int) -> str:
    if any(not row.plans for row in rows):
        return _("Rencana kinerja %(year)s Anda belum dimulai") % {"year": year}
    return _("Rencana kinerja %(year)s Anda") % {"year": year}


@require_POST
@staff(Role.EMPLOYEE)
def start(request: StaffRequest, assignment: int, year: int) -> HttpResponse:
    """Start an empty plan."""
    post, form = _post(request, assignment), StartForm(request.POST)
    if not form.is_valid():
        return redirect("plans:mine")
    plan = services.start_plan(
        actor=request.actor,
        assignment=post,
        year=year,
        approach=PerformancePlan.Approach(form.cleaned_data["approach"]),
    )
    return redirect("plans:plan", plan.pk)


@require_POST
@staff(Role.EMPLOYEE)
def copy(request: StaffRequest, assignment: int, year: int) -> HttpResponse:
    """Start with last year's plan."""
    post = _post(request, assignment)
    plan = services.copy_last_year(actor=request.actor, assignment=post, year=year)
    return redirect("plans:plan", plan.pk)


@require_GET
@staff()
def team(request: StaffRequest) -> HttpResponse:
    """The plans of the people one rates, those that wait first."""
    year = _year(request)
    rows = boards.team_of(request.actor, year)
    late = boards.late_of(request.actor, year)
    headline = _team_headline(sum(row.waits for row in rows), len(rows))
    note = _("Rencana kinerja %(year)s orang yang Anda nilai") % {"year": year}
    return page(request, "plans/team.html", rows=rows, late=late, headline=headline, note=note)


def _team_headline(waiting: int, people: int) -> str:
    if waiting:
        text = ngettext("%(n)s rencana menunggu Anda", "%(n)s rencana menunggu Anda", waiting)
        return text % {"n": waiting}
    if people:
        return _("Tidak ada rencana yang menunggu Anda")
    return _("Belum ada pegawai yang Anda nilai")


def _post(request: StaffRequest, pk: int) -> Assignment:
    found = get_object_or_404(Assignment.objects.visible_to(request.actor), pk=pk)
    if not policies.can_start(request.actor, found):
        raise PermissionDenied
    return found


def _year(request: StaffRequest) -> int:
    asked = request.GET.get("tahun", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else request.actor.today.year
