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
from karsa.indicators.forms import CardForm, CorrectionForm, FigureForm, TargetForm
from karsa.indicators.models import Indicator, Measurement
from karsa.indicators.queries import pages
from karsa.indicators.queries.year import with_card
from karsa.indicators.views.units import asked_year
from karsa.kit.editing import METHODS, edit
from karsa.kit.formats import number
from karsa.kit.pages import page


@require_GET
@staff()
def indicator(request: StaffRequest, pk: int) -> HttpResponse:
    """The card with its versions, targets and figures of a year."""
    found, year = _find(request, pk), asked_year(request)
    shown = pages.indicator_page(request.actor, found, year)
    return page(
        request,
        "indicators/indicator.html",
        shown=shown,
        row=shown.year,
        year=year,
        headline=_headline(shown),
    )


def _headline(shown: pages.IndicatorPage) -> str:
    row = shown.year
    if row.value is None:
        return _("%(name)s: belum ada data") % {"name": row.name}
    facts = {"name": row.name, "value": number(row.value), "measure": row.measure}
    if row.aim.value is None:
        return _("%(name)s: %(value)s %(measure)s") % facts
    return _("%(name)s: %(value)s dari target %(target)s %(measure)s") % (
        facts | {"target": number(row.aim.value)}
    )


@require_http_methods(METHODS)
@staff()
def card(request: StaffRequest, pk: int) -> HttpResponse:
    """The next version of the card."""
    found, actor = _kept(request, pk), request.actor
    last = found.cards.order_by("-version").first()
    fields = services.CardWords.__dataclass_fields__
    known = {name: getattr(last, name) for name in fields} if last else {}
    form = CardForm(request.POST or None, initial=known)
    return edit(
        request,
        form,
        lambda: services.write_card(
            actor=actor, indicator=found, card=form.words(), reason=form.cleaned_data["reason"]
        ),
        ("indicators:indicator", pk),
        title=_("Ubah kartu indikator"),
        note=found.name,
        submit=_("Simpan versi baru"),
    )


@require_http_methods(METHODS)
@staff()
def target(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """A target of the year or of its trajectory."""
    found, actor = _kept(request, pk), request.actor
    form = TargetForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.set_target(actor=actor, indicator=found, year=year, target=form.words()),
        ("indicators:indicator", pk),
        title=_("Target %(year)s") % {"year": year},
        note=found.name,
        submit=_("Simpan target"),
    )


@require_http_methods(METHODS)
@staff()
def report(request: StaffRequest, pk: int, year: int) -> HttpResponse:
    """The figure of a month with its source and evidence."""
    found, actor = _find(request, pk), request.actor
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


def _find(request: StaffRequest, pk: int) -> Indicator:
    rows = Indicator.objects.visible_to(request.actor).select_related("unit", "node")
    return get_object_or_404(with_card(rows), pk=pk)


def _kept(request: StaffRequest, pk: int) -> Indicator:
    found = _find(request, pk)
    if not policies.can_keep_indicators(request.actor, found.unit):
        raise PermissionDenied
    return found


def _figure(request: StaffRequest, pk: int) -> Measurement:
    rows = Measurement.objects.select_related("indicator__unit", "evidence")
    return get_object_or_404(rows, pk=pk, agency=request.actor.agency)
