"""Review sessions: begun, read, shown on a wall, printed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, staff
from karsa.documents.printing import printed
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.monitoring import services
from karsa.monitoring.forms import SessionForm
from karsa.monitoring.models import EvaluationTeam, Obstacle, ReviewSession
from karsa.monitoring.policies import can_monitor
from karsa.monitoring.queries.memo import lines_of, read_memo
from karsa.monitoring.queries.obstacles import rows_of
from karsa.monitoring.queries.paper import memo_form
from karsa.monitoring.queries.slides import slides_of


@require_http_methods(METHODS)
@staff()
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Open a session; a running one is simply continued."""
    actor = request.actor
    teams = EvaluationTeam.objects.visible_to(actor).select_related("unit")
    team = get_object_or_404(teams, pk=pk)
    if not can_monitor(actor, team.unit):
        raise PermissionDenied
    if running := team.sessions.filter(state=ReviewSession.State.OPEN).first():
        return redirect("monitoring:session", running.pk)
    form = SessionForm(request.POST or None, initial={"day": actor.today})
    return edit(
        request,
        form,
        lambda: services.open_session(actor=actor, team=team, **form.cleaned_data),
        ("monitoring:team", pk),
        title=_("Mulai rapat evaluasi"),
        note=_("Memo dibuat otomatis dari data saat ini: daftar rapat lalu, indikator, hambatan."),
        submit=_("Buat memo dan mulai"),
    )


@require_GET
@staff()
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """One session: memo, attendance, what was raised in it, conclusions."""
    found = find(request, pk)
    raised = Obstacle.objects.filter(session=found).with_names().order_by("pk")
    attendance = found.attendance.select_related("employee").order_by("employee__name")
    return page(
        request,
        "monitoring/session.html",
        session=found,
        memo=read_memo(found),
        raised=rows_of(request.actor, raised),
        attendance=attendance,
        conclusions=lines_of(found.conclusions),
        runs=runs(request, found),
    )


@require_GET
@staff()
def screen(request: StaffRequest, pk: int) -> HttpResponse:
    """The session on a wall, one item after the other."""
    found = find(request, pk)
    slides = slides_of(found)
    asked = request.GET.get("butir", "1")
    number = min(max(int(asked) if asked.isdecimal() else 1, 1), len(slides))
    return page(
        request,
        "monitoring/screen.html",
        "slide",
        session=found,
        slide=slides[number - 1],
        number=number,
        total=len(slides),
        before=number - 1,
        after=number + 1 if number < len(slides) else 0,
        runs=runs(request, found),
    )


@require_GET
@staff()
def memo_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The memo to print and hand round."""
    found = find(request, pk)
    content = printed(request.agency, memo_form(found))
    return downloads.paper(f"memo-rapat-{found.day}", content)


def find(request: StaffRequest, pk: int) -> ReviewSession:
    """The session, for whoever may see it."""
    rows = ReviewSession.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("team__unit", "agency"), pk=pk)


def runs(request: StaffRequest, session: ReviewSession) -> bool:
    """Whether the reader may write in it now."""
    is_open = session.state == ReviewSession.State.OPEN
    return is_open and can_monitor(request.actor, session.team.unit)
