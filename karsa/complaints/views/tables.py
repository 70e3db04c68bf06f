from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.complaints.forms import TableForm
from karsa.complaints.queries import carried
from karsa.complaints.services import tables as services
from karsa.jobs.models import Batch
from karsa.jobs.pages import Around, sheet_page
from karsa.kit import downloads
from karsa.kit.editing import METHODS
from karsa.kit.pages import page
from karsa.kit.refusals import sentence
from karsa.rules.refused import Refused

_intake = staff(Role.COMPLAINTS_OFFICER)


@require_http_methods(METHODS)
@_intake
def tables(request: StaffRequest) -> HttpResponse:
    """Take cases along as a table, or bring them in from SP4N-LAPOR!."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = services.check(actor=request.actor, upload=form.cleaned_data["file"])
            return redirect("complaints:table", batch.pk)
        except Refused as why:
            form.add_error("file", sentence(why))
    return page(
        request,
        "complaints/tables.html",
        form=form,
        columns=list(_columns()),
        headline=_("Bawa laporan dari dan ke SP4N-LAPOR!"),
    )


@require_GET
@_intake
def export(request: StaffRequest, kind: str) -> HttpResponse:
    """Every report the reader may see, without whoever reported."""
    known = kind if kind in downloads.TABLES else "csv"
    rows = carried.rows(request.actor)
    return downloads.table("laporan-warga", known, carried.HEADER, rows)


@require_GET
@_intake
def table(request: StaffRequest, pk: int) -> HttpResponse:
    """How far a table is; once done, what became of each row, problems first."""
    batch = _batch(request, pk)
    around = Around(
        home=reverse("complaints:tables"),
        up=_("Impor dan ekspor"),
        head=_("Nomor laporan"),
        keep=reverse("complaints:table_keep", args=[pk]),
        keep_label=_("Simpan laporan"),
    )
    return sheet_page(request, batch, _headline(batch), around)


@require_POST
@_intake
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the cases of a checked table."""
    kept = services.keep(actor=request.actor, batch=_batch(request, pk))
    return redirect("complaints:table", kept.pk)


def _columns() -> Iterator[tuple[str, str, bool]]:
    """Each column, the other heads it goes by, and whether it must be there."""
    for field, (name, *others) in carried.COLUMNS.items():
        yield name, ", ".join(others), field in carried.REQUIRED


def _headline(batch: Batch) -> str:
    if batch.state == Batch.State.FAILED:
        return _("Lembar ini belum bisa dibaca")
    if batch.state != Batch.State.DONE:
        return _("Memeriksa lembar") if batch.is_trial else _("Menyimpan laporan")
    n = batch.taken + batch.repaired
    if not n:
        return _("Tidak ada laporan baru di lembar ini")
    if batch.is_trial:
        said = ngettext("%(n)s laporan siap disimpan", "%(n)s laporan siap disimpan", n)
    else:
        said = ngettext("%(n)s laporan tersimpan", "%(n)s laporan tersimpan", n)
    return said % {"n": n}


def _batch(request: StaffRequest, pk: int) -> Batch:
    return get_object_or_404(Batch, agency=request.agency, kind=services.SHEET.kind, pk=pk)
