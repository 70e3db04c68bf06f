from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.files.kinds import EVIDENCE
from karsa.files.models import StoredFile
from karsa.files.responses import send
from karsa.files.services import take
from karsa.indicators import policies, services
from karsa.indicators.forms import CorrectionForm, FigureForm
from karsa.indicators.models import Measurement
from karsa.indicators.views.finding import find
from karsa.kit.editing import METHODS, edit


@require_http_methods(METHODS)
@staff()
def report(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The figure of a month with its source and evidence."""
    found, actor = find(request, pk), request.actor
    if not policies.can_report(actor, found.unit):
        raise PermissionDenied
    last = found.measurements.order_by("-year", "-month").first()
    known = {"month": actor.today.month, "source": last.source if last else ""}
    form = FigureForm(request.POST or None, request.FILES or None, initial=known)

    def act() -> None:
        services.report_measurement(
            actor=actor,
            indicator=found,
            year=year,
            month=form.cleaned_data["month"],
            figure=form.figure(_evidence(request, form)),
        )

    return edit(
        request,
        form,
        act,
        ("indicators:indicator", pk),
        title=_("Laporkan angka %(year)s") % {"year": year},
        note=found.name,
        submit=_("Laporkan angka"),
        upload=True,
    )


@require_POST
@staff()
def verify(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm somebody else's figure."""
    row = _figure(request, pk)
    services.verify_measurement(actor=request.actor, measurement=row)
    return redirect("indicators:indicator", row.indicator_id)


@require_http_methods(METHODS)
@staff()
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Replace a figure by a better one."""
    row, actor = _figure(request, pk), request.actor
    if not policies.can_report(actor, row.indicator.unit):
        raise PermissionDenied
    known = {"value": row.value, "source": row.source, "weight": row.weight}
    form = CorrectionForm(request.POST or None, request.FILES or None, initial=known)

    def act() -> None:
        services.correct_measurement(
            actor=actor,
            measurement=row,
            figure=form.figure(_evidence(request, form)),
            reason=form.cleaned_data["reason"],
        )

    return edit(
        request,
        form,
        act,
        ("indicators:indicator", row.indicator_id),
        title=_("Perbaiki angka"),
        note=row.indicator.name,
        submit=_("Simpan perbaikan"),
        upload=True,
    )


@require_GET
@staff()
def evidence(request: StaffRequest, pk: int) -> FileResponse:
    """The file that shows a figure."""
    row = _figure(request, pk)
    if row.evidence is None:
        raise Http404
    return send(row.evidence, inline=True)


def _evidence(request: StaffRequest, form: FigureForm) -> StoredFile | None:
    upload = form.cleaned_data["evidence"]
    if not upload:
        return None
    return take(request.actor, upload, purpose="indicators.evidence", allow=EVIDENCE)


def _figure(request: StaffRequest, pk: int) -> Measurement:
    rows = Measurement.objects.select_related("indicator__unit", "evidence")
    return get_object_or_404(rows, pk=pk, agency=request.actor.agency)
