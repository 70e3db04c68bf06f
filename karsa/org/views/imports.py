"""Importing units and people: choose a file, see what it would do, keep it, take the report."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from karsa.accounts.requests import StaffRequest
from karsa.jobs.models import Batch, BatchRow
from karsa.jobs.queries import REPORT_HEADER, report
from karsa.kit.pages import page, slice_of
from karsa.kit.refusals import sentence
from karsa.kit.spreadsheets import csv_lines
from karsa.org.forms.imports import ImportForm
from karsa.org.queries.imports import ImportView, imports, is_stuck, latest, rows_of, view_of
from karsa.org.services import imports as services
from karsa.org.views.acting import keeper
from karsa.rules.refused import Refused

_KINDS = {
    "unit": "units",
    "pegawai": "employees",
    "cuti": "leave",
    "jadwal": "roster",
    "skp-bkn": "national_plans",
    "penilaian-bkn": "national_ratings",
    "skp-lalu": "past_plans",
    "hasil-lalu": "past_results",
    "kehadiran": "attendance",
    "pagu-tpp": "allowance_amounts",
    "potongan-tpp": "allowance_cuts",
}


@keeper
@require_GET
def start(request: StaffRequest) -> HttpResponse:
    """Both files to choose, in the order they are needed, and what came in lately."""
    return _start(request, {kind: ImportForm(prefix=kind) for kind in _KINDS})


@keeper
@require_POST
def check(request: StaffRequest, kind: str) -> HttpResponse:
    """Take a file in and check it without keeping a row."""
    forms = {name: ImportForm(prefix=name) for name in _KINDS}
    form = forms[kind] = ImportForm(request.POST, request.FILES, prefix=kind)
    if form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            batch = services.check(actor=request.actor, kind=_KINDS[kind], upload=upload)
            return redirect("org:import", batch.pk)
        except Refused as why:
            form.add_error("file", sentence(why))
    return _start(request, forms)


@keeper
@require_GET
def one(request: StaffRequest, pk: int) -> HttpResponse:
    """How far an import is; once done, what became of each row, problems first."""
    shown = view_of(_batch(request, pk))
    chosen = request.GET.get("hasil", "")
    rows = slice_of(rows_of(shown.batch, chosen), request, "outcome", "number", "pk")
    return page(
        request,
        "org/import_one.html",
        "state",
        shown=shown,
        batch=shown.batch,
        headline=_headline(shown),
        filters=_filters(shown.batch, chosen),
        rows=rows,
        is_stuck=is_stuck(shown.batch, request.actor.now),
        steps=[_("Unggah"), _("Periksa"), _("Simpan"), _("Selesai")],
        step=_step(shown.batch),
    )


@keeper
@require_POST
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the rows of a checked file."""
    batch = services.keep(actor=request.actor, batch_id=_batch(request, pk).pk)
    return redirect("org:import", batch.pk)


@keeper
@require_POST
def resume(request: StaffRequest, pk: int) -> HttpResponse:
    """Go on with an import that was cut off."""
    batch = services.resume(actor=request.actor, batch_id=_batch(request, pk).pk)
    return redirect("org:import", batch.pk)


@keeper
@require_GET
def report_file(request: StaffRequest, pk: int) -> StreamingHttpResponse:
    """What became of every row, as a file that Excel opens."""
    batch = _batch(request, pk)
    lines = list(csv_lines(REPORT_HEADER, report(batch), for_excel=True))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="laporan-impor-{batch.pk}.csv"'
    return response


def _start(request: StaffRequest, forms: dict[str, ImportForm]) -> HttpResponse:
    shown = latest(request.agency)
    return page(
        request,
        "org/import_start.html",
        latest=shown,
        files={kind.replace("-", "_"): form["file"] for kind, form in forms.items()},
    )


def _batch(request: StaffRequest, pk: int) -> Batch:
    return get_object_or_404(imports(request.agency), pk=pk)


def _step(batch: Batch) -> int:
    if batch.is_trial:
        return 2
    return 5 if batch.state == Batch.State.DONE else 3


def _headline(shown: ImportView) -> str:
    batch = shown.batch
    facts = {"n": f"{shown.kept:,}".replace(",", "."), "what": shown.what}
    if batch.state == Batch.State.FAILED:
        return _("Impor %(what)s terhenti") % facts
    if shown.progress.is_moving:
        moving = _("Memeriksa berkas %(what)s") if batch.is_trial else _("Menyimpan %(what)s")
        return moving % facts
    if not shown.kept:
        return (
            _("Tidak ada yang baru untuk disimpan")
            if not batch.refused
            else _("Tidak ada baris baru yang bisa disimpan")
        )
    done = _("%(n)s %(what)s siap disimpan") if batch.is_trial else _("%(n)s %(what)s tersimpan")
    return done % facts


def _filters(batch: Batch, chosen: str) -> list[dict[str, object]]:
    listed = [("", _("Semua, bermasalah dulu"), batch.done)]
    listed += [
        (str(outcome), str(outcome.label), getattr(batch, str(outcome)))
        for outcome in (
            BatchRow.Outcome.REFUSED,
            BatchRow.Outcome.REPAIRED,
            BatchRow.Outcome.TAKEN,
            BatchRow.Outcome.UNCHANGED,
        )
    ]
    return [
        {"label": label, "url": f"?hasil={key}", "current": key == chosen, "count": count}
        for key, label, count in listed
    ]
