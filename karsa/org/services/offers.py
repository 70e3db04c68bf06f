"""What a unit gives to citizens: its services with their promise, and the points that give them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from karsa.accounts.actor import Actor
from karsa.audit.services import record
from karsa.org.models import Service, ServicePoint, Unit
from karsa.org.policies import can_keep_services
from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _


@transaction.atomic
def add_service(*, actor: Actor, unit_id: int, name: str, standard: str = "") -> Service:
    """Let a unit offer a service, with the standard it promises ("KTP-el jadi 1 hari kerja").

    Raises PermissionDenied, Unit.DoesNotExist, Refused for a closed unit or a name that is
    taken there. Five queries.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(agency=actor.agency, pk=unit_id)
    _ask(actor, unit)
    if not unit.is_open:
        raise Refused(_("Unit ini sudah ditutup, jadi tidak dapat memberi layanan."))
    _ask_free_service(unit.pk, name)
    row = Service.objects.create(agency=actor.agency, unit=unit, name=name, standard=standard)
    record(actor, "org.service_added", row)
    return row


@transaction.atomic
def change_service(*, actor: Actor, service_id: int, name: str, standard: str = "") -> Service:
    """Word an open service anew; what it was called before stays in the record.

    Raises PermissionDenied, Service.DoesNotExist, Refused for a closed service or a name that
    is taken. Five queries.
    """
    row = _open_service(actor, service_id)
    _ask_free_service(row.unit_id, name, but=row.pk)
    before = f"{row.name}: {row.standard}"
    row.name, row.standard = name, standard
    row.save(update_fields=["name", "standard"])
    record(actor, "org.service_changed", row, note=before)
    return row


@transaction.atomic
def turn_service(*, actor: Actor, service_id: int, is_open: bool) -> Service:
    """Close a service, or open it again; its points and all that was said of it stay.

    Raises PermissionDenied, Service.DoesNotExist, Refused if it is so already, or another took
    its name meanwhile. Five queries.
    """
    row = _service(actor, service_id)
    _ask_turned(row.is_open, is_open)
    if is_open:
        _ask_free_service(row.unit_id, row.name)
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    record(actor, "org.service_reopened" if is_open else "org.service_closed", row)
    return row


@transaction.atomic
def add_point(*, actor: Actor, service_id: int, name: str, address: str = "") -> ServicePoint:
    """Name a place where an open service is given.

    Raises PermissionDenied, Service.DoesNotExist, Refused for a closed service or a name that
    is taken there. Five queries.
    """
    service = _open_service(actor, service_id)
    _ask_free_point(service.pk, name)
    row = ServicePoint.objects.create(
        agency=actor.agency, service=service, name=name, address=address
    )
    record(actor, "org.point_added", row)
    return row


@transaction.atomic
def change_point(*, actor: Actor, point_id: int, name: str, address: str = "") -> ServicePoint:
    """Word an open point anew; what it said before stays in the record.

    Raises PermissionDenied, ServicePoint.DoesNotExist, Refused for a closed point or service, or
    a name that is taken. Six queries.
    """
    row = _point(actor, point_id)
    if not row.is_open:
        raise Refused(_("Titik layanan ini ditutup. Buka lagi sebelum mengubahnya."))
    _ask_free_point(row.service_id, name, but=row.pk)
    before = f"{row.name}: {row.address}"
    row.name, row.address = name, address
    row.save(update_fields=["name", "address"])
    record(actor, "org.point_changed", row, note=before)
    return row


@transaction.atomic
def turn_point(*, actor: Actor, point_id: int, is_open: bool) -> ServicePoint:
    """Close a point, or open it again. Raises as `change_point` and `turn_service` do."""
    row = _point(actor, point_id)
    _ask_turned(row.is_open, is_open)
    if is_open:
        _ask_free_point(row.service_id, row.name)
    row.is_open = is_open
    row.save(update_fields=["is_open"])
    record(actor, "org.point_reopened" if is_open else "org.point_closed", row)
    return row


def _service(actor: Actor, service_id: int) -> Service:
    rows = Service.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.get(agency=actor.agency, pk=service_id)
    _ask(actor, row.unit)
    return row


def _open_service(actor: Actor, service_id: int) -> Service:
    row = _service(actor, service_id)
    if not row.is_open:
        raise Refused(_("Layanan ini ditutup. Buka lagi sebelum mengubahnya."))
    return row


def _point(actor: Actor, point_id: int) -> ServicePoint:
    row = ServicePoint.objects.select_for_update().get(agency=actor.agency, pk=point_id)
    _open_service(actor, row.service_id)
    return row


def _ask(actor: Actor, unit: Unit) -> None:
    if not can_keep_services(actor, unit):
        raise PermissionDenied


def _ask_turned(is_open: bool, then: bool) -> None:
    if is_open == then:
        raise Refused(_("Sudah demikian. Muat ulang halaman untuk melihat keadaan terakhir."))


def _ask_free_service(unit_id: int, name: str, but: int = 0) -> None:
    same = Service.objects.filter(unit=unit_id, name__iexact=name, is_open=True)
    if same.exclude(pk=but).exists():
        raise Refused(_("Unit ini sudah punya layanan dengan nama itu. Pakai nama lain."))


def _ask_free_point(service_id: int, name: str, but: int = 0) -> None:
    same = ServicePoint.objects.filter(service=service_id, name__iexact=name, is_open=True)
    if same.exclude(pk=but).exists():
        raise Refused(_("Layanan ini sudah punya titik dengan nama itu. Pakai nama lain."))
