"""Calibration sessions: called, voted in unseen, talked over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.documents.language import in_indonesian
from karsa.documents.printing import printed
from karsa.evaluations import services
from karsa.evaluations.forms import CasesForm, NoteForm, RatingsForm
from karsa.evaluations.models import CalibrationSession, SessionCase
from karsa.evaluations.policies import can_lead_session, can_open_session
from karsa.evaluations.queries.calibration import candidates, table_of, units_to_calibrate
from karsa.evaluations.queries.case import case_of
from karsa.evaluations.queries.minutes import minutes_of
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.org.models import Period, Unit

_CALLERS = (Role.UNIT_HEAD, Role.PERFORMANCE_MANAGER)
_SITTING = (Role.RATER, Role.REVIEWER, Role.EVALUATION_TEAM, *_CALLERS)


@require_GET
@staff(*_SITTING)
def sessions(request: StaffRequest) -> HttpResponse:
    """The actor's sessions, and the units the actor may call together."""
    actor = request.actor
    periods = periods_to_choose(request.agency, actor.today)
    period = chosen(periods, request.GET.get("periode", ""), actor.today)
    rows = CalibrationSession.objects.visible_to(actor).select_related("unit", "period")
    units = units_to_calibrate(actor, period) if period and actor.has(*_CALLERS) else ()
    return page(
        request,
        "evaluations/sessions.html",
        rows=list(rows.order_by("-opened_on", "-pk")[:50]),
        units=units,
        calls=actor.has(*_CALLERS),
        periods=periods,
        period=period,
    )


@require_http_methods(METHODS)
@staff(*_CALLERS)
def new(request: StaffRequest, unit_id: int, period_id: int) -> HttpResponse:
    """Choose two to four people to talk over."""
    unit = get_object_or_404(Unit, agency=request.agency, pk=unit_id)
    periods = Period.objects.filter(agency=request.agency).select_related("agency")
    period = get_object_or_404(periods, pk=period_id)
    if not can_open_session(request.actor, unit):
        raise PermissionDenied
    rows = candidates(unit, period).exclude(assignment__employee=request.actor.me).for_page()
    form = CasesForm(request.POST or None, rows=rows)
    return edit(
        request,
        form,
        lambda: services.open_session(
            actor=request.actor, unit=unit, period=period, evaluation_ids=form.keys()
        ),
        ("evaluations:sessions",),
        then=lambda row: redirect("evaluations:session", row.pk),
        title=_("Sesi kalibrasi %(unit)s") % {"unit": unit.name},
        note=_("Semua penilai di unit ini diundang. Mereka memberi suara tertutup lebih dulu."),
        submit=_("Buka sesi"),
    )


@require_GET
@staff(*_SITTING)
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit's picture, and the cases side by side."""
    row = _session_shown(request, pk)
    return page(
        request,
        "evaluations/session.html",
        table=table_of(request.actor, row),
        leads=can_lead_session(request.actor, row),
    )


@require_GET
@staff(*_SITTING)
def minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said and what came of it, to print."""
    row = _session_shown(request, pk)
    if row.is_sealed:
        raise Http404
    form = in_indonesian(lambda: minutes_of(table_of(request.actor, row)))()
    content = printed(request.agency, form)
    return downloads.paper(f"notulen-kalibrasi-{row.opened_on}", content)


@require_GET
@staff(*_SITTING)
def case(request: StaffRequest, pk: int) -> HttpResponse:
    """One case with everything behind it, the own vote, and what was said."""
    row = _case(request, pk)
    return page(
        request,
        "evaluations/session_case.html",
        case=case_of(request.actor, row),
        form=RatingsForm(),
        note_form=NoteForm(),
    )


@require_POST
@staff(*_SITTING)
def vote(request: StaffRequest, pk: int) -> HttpResponse:
    """Give or change the own vote."""
    row, form = _case(request, pk), RatingsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih hasil kerja dan perilaku kerja dulu."))
        return redirect("evaluations:session_case", row.pk)
    services.vote(actor=request.actor, case_id=row.pk, **form.cleaned_data)
    messages.success(request, _("Suara Anda tersimpan. Ia terbuka bersama suara yang lain."))
    return redirect("evaluations:session", row.session_id)


@require_POST
@staff(*_SITTING)
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what was said."""
    row = _case(request, pk)
    services.add_note(actor=request.actor, case_id=row.pk, text=request.POST.get("text", ""))
    return redirect("evaluations:session_case", row.pk)


@require_POST
@staff(*_SITTING)
def conflict(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep out of a case."""
    row = _case(request, pk)
    services.declare_conflict(actor=request.actor, case_id=row.pk)
    messages.success(request, _("Tercatat. Anda tidak ikut memberi suara untuk kasus itu."))
    return redirect("evaluations:session", row.session_id)


@require_POST
@staff(*_SITTING)
def open_votes(request: StaffRequest, pk: int) -> HttpResponse:
    """Show all votes to all."""
    row = _session(request, pk)
    services.open_votes(actor=request.actor, session_id=row.pk)
    return redirect("evaluations:session", row.pk)


@require_POST
@staff(*_SITTING)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """End the session."""
    row = _session(request, pk)
    services.close_session(actor=request.actor, session_id=row.pk)
    return redirect("evaluations:session", row.pk)


def _session_shown(request: StaffRequest, pk: int) -> CalibrationSession:
    rows = CalibrationSession.objects.visible_to(request.actor)
    shown = ("unit", "period__agency", "period__second_draw", "led_by")
    return get_object_or_404(rows.select_related(*shown), pk=pk)


def _session(request: StaffRequest, pk: int) -> CalibrationSession:
    return get_object_or_404(CalibrationSession.objects.visible_to(request.actor), pk=pk)


def _case(request: StaffRequest, pk: int) -> SessionCase:
    rows = SessionCase.objects.visible_to(request.actor).for_page(request.actor)
    return get_object_or_404(rows, pk=pk)
