"""What a unit offers to citizens, kept by who serves the unit."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from karsa.accounts.requests import StaffRequest, staff
from karsa.kit.pages import page, slice_of
from karsa.org.forms.offers import PointForm, ServiceForm
from karsa.org.models import Service, ServicePoint, Unit
from karsa.org.policies import can_keep_services
from karsa.org.queries.offers import kept_services
from karsa.org.services.offers import (
    add_point,
    add_service,
    change_point,
    change_service,
    turn_point,
    turn_service,
)
from karsa.org.views.acting import Act, Cleaned, perform, read


@staff()
@require_GET
def services(request: StaffRequest, pk: int) -> HttpResponse:
    """All services of a unit with their points, open ones first."""
    unit = _kept(request, pk)
    shown = slice_of(kept_services(unit), request, "-is_open", "name", "pk")
    total = unit.services.filter(is_open=True).count()
    return page(request, "org/services.html", unit=unit, rows=shown, total=total)


@staff()
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a unit offer one more service."""
    unit = _kept(request, pk)
    act = Act(
        title=_("Layanan baru dari %(unit)s") % {"unit": unit.name},
        note=_("Tulis seperti warga mengenalnya. Titik layanannya ditambahkan sesudahnya."),
        label=_("Tambah layanan"),
        back=_list_of(pk),
    )

    def do(typed: Cleaned) -> str:
        add_service(actor=request.actor, unit_id=pk, **typed)
        return _("Layanan ditambahkan. Lengkapi titik layanannya.")

    return perform(request, read(request, ServiceForm), act, do)


@staff()
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Word a service anew."""
    found = _service(request, pk)
    act = Act(
        title=_("Ubah layanan %(name)s") % {"name": found.name},
        note=found.unit.name,
        label=_("Simpan layanan"),
        back=_list_of(found.unit_id),
    )

    def do(typed: Cleaned) -> str:
        change_service(actor=request.actor, service_id=pk, **typed)
        return _("Layanan tersimpan.")

    start = {"name": found.name, "standard": found.standard}
    return perform(request, read(request, ServiceForm, initial=start), act, do)


@staff()
@require_POST
def turn(request: StaffRequest, pk: int, *, is_open: bool) -> HttpResponse:
    """Close a service or open it again."""
    found = _service(request, pk)
    turn_service(actor=request.actor, service_id=pk, is_open=is_open)
    messages.success(request, _("Layanan dibuka lagi.") if is_open else _("Layanan ditutup."))
    return redirect("org:services", found.unit_id)


@staff()
@require_http_methods(["GET", "POST"])
def add_place(request: StaffRequest, pk: int) -> HttpResponse:
    """Name one more place where a service is given."""
    found = _service(request, pk)
    act = Act(
        title=_("Titik layanan baru untuk %(name)s") % {"name": found.name},
        note=found.unit.name,
        label=_("Tambah titik layanan"),
        back=_list_of(found.unit_id),
    )

    def do(typed: Cleaned) -> str:
        add_point(actor=request.actor, service_id=pk, **typed)
        return _("Titik layanan ditambahkan.")

    return perform(request, read(request, PointForm), act, do)


@staff()
@require_http_methods(["GET", "POST"])
def change_place(request: StaffRequest, pk: int) -> HttpResponse:
    """Word a service point anew."""
    found = _point(request, pk)
    act = Act(
        title=_("Ubah titik layanan %(name)s") % {"name": found.name},
        note=found.service.name,
        label=_("Simpan titik layanan"),
        back=_list_of(found.service.unit_id),
    )

    def do(typed: Cleaned) -> str:
        change_point(actor=request.actor, point_id=pk, **typed)
        return _("Titik layanan tersimpan.")

    start = {"name": found.name, "address": found.address}
    return perform(request, read(request, PointForm, initial=start), act, do)


@staff()
@require_POST
def turn_place(request: StaffRequest, pk: int, *, is_open: bool) -> HttpResponse:
    """Close a service point or open it again."""
    found = _point(request, pk)
    turn_point(actor=request.actor, point_id=pk, is_open=is_open)
    text = _("Titik layanan dibuka lagi.") if is_open else _("Titik layanan ditutup.")
    messages.success(request, text)
    return redirect("org:services", found.service.unit_id)


def _list_of(unit_id: int) -> str:
    return reverse("org:services", args=[unit_id])


def _kept(request: StaffRequest, pk: int) -> Unit:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor).select_related("parent"), pk=pk)
    return _ask(request, unit)


def _service(request: StaffRequest, pk: int) -> Service:
    rows = Service.objects.filter(agency=request.agency).select_related("unit")
    found = get_object_or_404(rows, pk=pk)
    _ask(request, found.unit)
    return found


def _point(request: StaffRequest, pk: int) -> ServicePoint:
    rows = ServicePoint.objects.filter(agency=request.agency).select_related("service__unit")
    found = get_object_or_404(rows, pk=pk)
    _ask(request, found.service.unit)
    return found


def _ask(request: StaffRequest, unit: Unit) -> Unit:
    if not can_keep_services(request.actor, unit):
        raise PermissionDenied
    return unit
