"""Beside BKN's record: who keeps it, and what differs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.audit.services import record
from karsa.evaluations.queries.national import differences, told
from karsa.evaluations.services.national import choose_mode
from karsa.kit import downloads
from karsa.kit.pages import page
from karsa.tenancy.models import Agency

SHOWN = 200


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def national(request: StaffRequest) -> HttpResponse:
    """What differs this year, people by name, no grade. Two queries beside the frame's."""
    year = request.actor.today.year
    found = differences(request.agency, year)
    return page(
        request,
        "evaluations/national.html",
        year=year,
        count=found.count(),
        rows=[told(row) for row in found[:SHOWN]],
        modes=Agency.Mode.choices,
    )


@staff(Role.PERFORMANCE_MANAGER)
@require_GET
def national_table(request: StaffRequest) -> HttpResponse:
    """The whole list as a table; that it was taken away is recorded."""
    year = request.actor.today.year
    found = map(told, differences(request.agency, year).iterator())
    rows = ([row.name, row.days, row.what] for row in found)
    record(request.actor, "evaluations.differences_taken", request.agency)
    header = (_("Nama"), _("Masa"), _("Yang berbeda"))
    return downloads.table(f"beda-dengan-bkn-{year}", "xlsx", header, rows)


@staff(Role.PERFORMANCE_MANAGER)
@require_POST
def mode(request: StaffRequest) -> HttpResponse:
    """Choose who keeps the record."""
    row = choose_mode(actor=request.actor, mode=request.POST.get("mode", ""))
    messages.success(request, row.get_mode_display())
    return redirect("evaluations:national")
