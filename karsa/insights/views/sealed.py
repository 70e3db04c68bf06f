"""The inspectorate's sealed records: that they exist, asking to read them, reading."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from karsa.accounts.requests import StaffRequest, proven, staff
from karsa.accounts.roles import Role
from karsa.complaints.models import Case
from karsa.complaints.queries.staff import concerned_in
from karsa.insights.forms import UnsealForm, UnsealReportForm
from karsa.insights.queries.sealed import existing as found
from karsa.insights.queries.sealed import opened
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page
from karsa.privacy.models import Unsealing
from karsa.privacy.policies import is_open
from karsa.privacy.queries.unsealing import seconds
from karsa.privacy.services import unsealing as services

_inspector = staff(Role.INSPECTOR)


@require_GET
@_inspector
def existing(request: StaffRequest) -> HttpResponse:
    """Which sealed records exist, in counts. Four queries."""
    return page(request, "insights/sealed.html", kinds=found(request.actor))


@require_http_methods(METHODS)
@_inspector
def ask(request: StaffRequest) -> HttpResponse:
    """Ask to read one person's records of a kind."""
    form = UnsealForm(request.POST or None, people=seconds(request.actor), agency=request.agency)
    return _ask(request, form)


@require_http_methods(METHODS)
@_inspector
def ask_report(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask to read one report the inspector may know of, and nobody it is about to agree."""
    visible = Case.objects.visible_to(request.actor).filter(is_protected=True)
    case = get_object_or_404(visible.select_related("about_unit"), pk=pk)
    concerned = concerned_in(case, request.actor.today).values("pk")
    form = UnsealReportForm(
        request.POST or None,
        people=seconds(request.actor).exclude(pk__in=concerned),
        agency=request.agency,
        initial={"case_number": case.number},
    )
    return _ask(request, form, report=case.pk)


def _ask(request: StaffRequest, form: UnsealReportForm, report: int | None = None) -> HttpResponse:
    return edit(
        request,
        form,
        lambda: services.ask(actor=request.actor, report=report, **form.cleaned_data),
        ("insights:sealed",),
        then=lambda row: redirect("privacy:unsealing", row.pk),
        said=_("Terkirim kepada orang kedua. Anda dikabari begitu dijawab."),
        title=_("Minta membaca catatan tersegel"),
        note=_("Orang kedua, kepala daerah, dan kemudian orangnya membaca alasan ini."),
        submit=_("Kirim permintaan"),
    )


@require_GET
@_inspector
@proven
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """The records themselves; each reading asks for a proof and is recorded.

    A report is read on its own page.
    """
    rows = Unsealing.objects.filter(agency=request.agency, asked_by=request.actor.me)
    row = get_object_or_404(rows.select_related("employee"), pk=pk)
    if not is_open(request.actor, row):
        raise PermissionDenied
    if row.report:
        return redirect("complaints:case", row.report)
    services.note_reading(actor=request.actor, unsealing=row)
    return page(request, "insights/unsealed.html", row=row, records=opened(request.actor, row))
