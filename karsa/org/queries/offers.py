"""The services of a unit, with the points that give them."""

from django.db.models import Prefetch, QuerySet

from karsa.org.models import Service, ServicePoint, Unit


def open_services(unit: Unit) -> QuerySet[Service]:
    """Return what a unit offers now, each with its open points. Two queries."""
    points = ServicePoint.objects.filter(is_open=True).order_by("name")
    offered = unit.services.filter(is_open=True).order_by("name")
    return offered.prefetch_related(Prefetch("points", points))


def kept_services(unit: Unit) -> QuerySet[Service]:
    """Return all services of a unit with all points, closed ones too, for who keeps them."""
    points = ServicePoint.objects.order_by("-is_open", "name", "pk")
    return unit.services.prefetch_related(Prefetch("points", points))
