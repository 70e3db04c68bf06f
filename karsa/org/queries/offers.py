"""The services of a unit, with the points that give them."""

from dataclasses import dataclass

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet

from karsa.kit.prepared import prepared
from karsa.org.models import Service, ServicePoint, Unit
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class OpenService:
    """What a unit gives to citizens now; `points` are (name, address)."""

    name: str
    standard: str
    points: tuple[tuple[str, str], ...]


def open_services(unit: Unit) -> tuple[OpenService, ...]:
    """Return what a unit offers now, by name, each with its open points. One query."""
    points: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, standard, point, address in _offered(unit):
        given_at = points.setdefault((name, standard), [])
        if point is not None:
            given_at.append((point, address))
    return tuple(OpenService(*service, tuple(found)) for service, found in points.items())


@prepared
def _offered(unit: Unit) -> QuerySet[Service, tuple[str, str, str, str]]:
    given = FilteredRelation("points", condition=Q(points__is_open=True))
    offered = Service.objects.filter(unit=unit, is_open=True).annotate(point=given)
    rows = offered.order_by("name", "pk", "point__name", "point__pk")
    return rows.values_list("name", "standard", "point__name", "point__address")


def kept_services(unit: Unit) -> QuerySet[Service]:
    """Return all services of a unit with all points, closed ones too, for who keeps them."""
    points = ServicePoint.objects.order_by("-is_open", "name", "pk")
    return unit.services.prefetch_related(Prefetch("points", points))


def public_services(agency: Agency, asked: str = "") -> QuerySet[Service]:
    """Return the services citizens receive now with their unit, those named like `asked`.

    Each may have `places`, its open points: one more query for all of a page.
    """
    rows = Service.objects.filter(agency=agency, is_open=True, unit__is_open=True)
    if asked:
        named = Q(name__icontains=asked) | Q(unit__name__icontains=asked)
        rows = rows.filter(
            named | Q(points__name__icontains=asked, points__is_open=True)
        ).distinct()
    given = Prefetch("points", ServicePoint.objects.filter(is_open=True).order_by("name"), "places")
    return rows.select_related("unit").prefetch_related(given)
