"""Results by grade, and the report upwards."""

from dataclasses import astuple

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.documents.printing import printed
from karsa.evaluations import services
from karsa.evaluations.queries.listing import (
    counts_by_grade,
    listed,
    report_day,
    report_form,
    report_of,
    report_state,
)
from karsa.evaluations.queries.periods import chosen, periods_to_choose
from karsa.kit import downloads
from karsa.kit.pages import page, slice_of
from karsa.org.models import Period
from karsa.org.queries.periods import period_by_key
from karsa.rules.grade import Grade


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def by_grade(request: StaffRequest) -> HttpResponse:
    """Who has which grade in a period, by name; a rank is the grade itself."""
    periods = periods_to_choose(request.agency, request.actor.today)
    period = chosen(periods, request.GET.get("periode", ""), request.actor.today)
    if period is None:
        return page(request, "evaluations/by_grade.html", period=None)
    asked = request.GET.get("predikat", "")
    grade = asked if asked in set(Grade) else Grade.VERY_GOOD.value
    rows = slice_of(listed(period).filter(grade=grade), request, "assignment__employee__name", "pk")
    return page(
        request,
        "evaluations/by_grade.html",
        periods=periods,
        period=period,
        grade=grade,
        counts=counts_by_grade(period),
        rows=rows,
        due=report_day(period),
        state=report_state(period),
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def report(request: StaffRequest, period_id: int) -> HttpResponse:
    """The report upwards as a table; that it was taken away is recorded."""
    period = _taken(request, period_id)
    header = (
        _("Unit"),
        _("NIP"),
        _("Nama"),
        _("Jabatan"),
        _("Hasil kerja"),
        _("Perilaku kerja"),
        _("Predikat"),
        _("Angka kredit"),
        _("Keterangan"),
    )
    rows = (astuple(row) for row in report_of(period))
    return downloads.table(f"laporan-kinerja-{period.year}-{period.number}", "xlsx", header, rows)


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def report_paper(request: StaffRequest, period_id: int) -> HttpResponse:
    """The same on paper, on the size asked for."""
    period = _taken(request, period_id)
    content = printed(request.agency, report_form(period), request.GET.get("kertas", ""))
    return downloads.paper(f"laporan-kinerja-{period.year}-{period.number}", content)


def _taken(request: StaffRequest, period_id: int) -> Period:
    period = period_by_key(request.agency, period_id)
    if period is None:
        raise Http404
    services.take_report(actor=request.actor, period=period)
    return period
