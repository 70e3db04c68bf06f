"""The register of failures to protect personal data: for the officer and the administrator."""

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.accounts.roles import Role
from karsa.documents.typeset import pdf
from karsa.kit import downloads
from karsa.kit.editing import METHODS, edit
from karsa.kit.pages import page, slice_of
from karsa.privacy.forms import IncidentForm, LessonForm, MeasureForm
from karsa.privacy.models import Incident
from karsa.privacy.queries.incidents import clock_of, incidents_of, letter, measures_of
from karsa.privacy.services import incidents as services

_officer = staff(Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)


@require_GET
@_officer
def incidents(request: StaffRequest) -> HttpResponse:
    """The register, the newest first, each with its clock. One query."""
    found = slice_of(incidents_of(request.agency), request, "-found_at", "-pk")
    rows = [(row, clock_of(row, request.actor.now)) for row in found.rows]
    return page(request, "privacy/incidents.html", rows=rows, next_key=found.next_key)


@require_http_methods(METHODS)
@_officer
def report(request: StaffRequest) -> HttpResponse:
    """Register an incident; the clock begins when it was found."""
    return _facts(request, None, IncidentForm(request.POST or None))


@require_http_methods(METHODS)
@_officer
def amend(request: StaffRequest, pk: int) -> HttpResponse:
    """Say more of it; when it was found stays as it is."""
    row = _find(request, pk)
    form = IncidentForm(request.POST or None, initial=_typed(row, request.agency.zone))
    return _facts(request, row, form)


def _facts(request: StaffRequest, row: Incident | None, form: IncidentForm) -> HttpResponse:
    def keep() -> Incident:
        facts = form.facts(request.agency.zone)
        if row is None:
            return services.report(actor=request.actor, facts=facts)
        return services.amend(actor=request.actor, incident=row, facts=facts)

    return edit(
        request,
        form,
        keep,
        ("privacy:incident", row.pk) if row else ("privacy:incidents",),
        then=lambda made: redirect("privacy:incident", made.pk),
        said=_("Tercatat. Batasnya 3 × 24 jam sejak diketahui."),
        title=_("Kegagalan pelindungan data"),
        note=_("Isi yang sudah diketahui; sisanya dapat ditambah kemudian."),
        submit=_("Simpan"),
    )


@require_GET
@_officer
def incident(request: StaffRequest, pk: int) -> HttpResponse:
    """One incident: its clock, what was done, its letters. Two queries."""
    row = _find(request, pk)
    clock, measures = clock_of(row, request.actor.now), measures_of(row)
    return page(request, "privacy/incident.html", row=row, clock=clock, measures=measures)


@require_http_methods(METHODS)
@_officer
def measure(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what was done."""
    row, form = _find(request, pk), MeasureForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.measure(actor=request.actor, incident=row, **form.cleaned_data),
        ("privacy:incident", pk),
        title=_("Catat tindakan"),
        submit=_("Simpan"),
    )


@require_http_methods(METHODS)
@_officer
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Close it with what was learned."""
    row, form = _find(request, pk), LessonForm(request.POST or None)
    return edit(
        request,
        form,
        lambda: services.close(actor=request.actor, incident=row, **form.cleaned_data),
        ("privacy:incident", pk),
        title=_("Tutup peristiwa ini"),
        submit=_("Tutup"),
    )


@require_POST
@_officer
def told(request: StaffRequest, pk: int, whom: str) -> HttpResponse:
    """Note that a letter has left now."""
    row = _find(request, pk, whom)
    services.told(actor=request.actor, incident=row, whom=whom)
    messages.success(request, _("Dicatat terkirim."))
    return redirect("privacy:incident", pk)


@require_GET
@_officer
def letter_of(request: StaffRequest, pk: int, whom: str) -> HttpResponse:
    """The letter to the people concerned or to the authority, as a PDF."""
    form = letter(_find(request, pk, whom), whom, request.actor)
    return downloads.paper(f"pemberitahuan-{pk}-{whom}", pdf(form))


def _find(request: StaffRequest, pk: int, whom: str = "people") -> Incident:
    if whom not in services.WHOM:
        raise Http404
    return get_object_or_404(Incident, agency=request.agency, pk=pk)


def _typed(row: Incident, zone: str) -> dict[str, Any]:
    found = row.found_at.astimezone(ZoneInfo(zone))
    told = {name: getattr(row, name) for name in services.Facts.__slots__}
    return {**told, "found_day": found.date(), "found_time": found.time()}
