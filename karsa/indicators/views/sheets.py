"""Figures by spreadsheet: take the sheet, fill it, see what it would do, keep it."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.indicators import policies
from karsa.indicators.forms.sheet import SheetForm
from karsa.indicators.services import sheets as services
from karsa.jobs.models import Batch
from karsa.jobs.pages import Around, sheet_page
from karsa.kit.editing import METHODS
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.org.models import Unit
from karsa.rules.refused import Refused

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(METHODS)
@staff()
def sheets(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """Take a unit's sheet of a year, and bring it back filled in."""
    unit = _unit(request, pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            batch = services.check_sheet(actor=request.actor, unit=unit, upload=upload)
            return redirect("indicators:sheet", batch.pk)
        except Refused as why:
            form.add_error("file", sentence(why))
    return page(request, "indicators/sheets.html", unit=unit, year=year, form=form)


@require_GET
@staff()
def template(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The sheet with the unit's indicators and what is known already."""
    unit = _unit(request, pk)
    made = BytesIO()
    services.write_template(made, unit, year)
    response = HttpResponse(made.getvalue(), content_type=_XLSX)
    name = f"realisasi-{slugify(unit.name)}-{year}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@staff()
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a sheet is; once done, what became of each row, problems first."""
    batch = _batch(request, pk)
    around = Around(
        home=reverse("indicators:home"),
        up=_("Indikator"),
        head=_("Indikator"),
        keep=reverse("indicators:sheet_keep", args=[pk]),
        keep_label=_("Simpan angka"),
    )
    return sheet_page(request, batch, _headline(batch), around)


@require_POST
@staff()
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the figures of a checked sheet."""
    kept = services.keep_sheet(actor=request.actor, batch=_batch(request, pk))
    return redirect("indicators:sheet", kept.pk)


def _headline(batch: Batch) -> str:
    if batch.state == Batch.State.FAILED:
        return _("Lembar ini belum bisa dibaca")
    if batch.state != Batch.State.DONE:
        return _("Memeriksa lembar") if batch.is_trial else _("Menyimpan angka")
    if not batch.taken:
        return _("Tidak ada angka baru di lembar ini")
    facts = {"n": batch.taken}
    if batch.is_trial:
        return _("%(n)s indikator punya angka baru yang siap disimpan") % facts
    return _("Angka %(n)s indikator tersimpan") % facts


def _unit(request: StaffRequest, pk: int) -> Unit:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    if not policies.can_report(request.actor, unit):
        raise PermissionDenied
    return unit


def _batch(request: StaffRequest, pk: int) -> Batch:
    """One's own sheets only: nobody else knows what one is about to report."""
    rows = Batch.objects.filter(agency=request.agency, kind=services.SHEET.kind)
    return get_object_or_404(rows, pk=pk, started_by=request.user.pk)
