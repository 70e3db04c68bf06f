"""Who leads a unit, and who stands above it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from karsa.org.models import Assignment, Unit


def above(path: str) -> list[str]:
    """Return the paths of a unit and of every unit above it, the nearest first."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1)]


def heads_above(unit: Unit, day: date) -> list[Assignment]:
    """Return the posts that lead `unit` or one above it on `day`, the nearest first. One query.

    With people and units; a definitive head stands before a Plt, a Plt before a Plh.
    """
    found = _heads(Q(agency=unit.agency_id, unit__path__in=above(unit.path)), day)
    return sorted(found, key=lambda post: -len(post.unit.path))


def leaders_at(unit: Unit, level: int, day: date) -> list[int]:
    """Return who is told what has climbed so far: at 1 the employees who head the unit, or the
    nearest above it that has a head; from 2 on those of the nearest above the unit. One query.
    """
    posts = [post for post in heads_above(unit, day) if level == 1 or post.unit_id != unit.pk]
    nearest = posts[0].unit_id if posts else None
    return [post.employee_id for post in posts if post.unit_id == nearest]


def heads_of(units: Sequence[Unit], day: date) -> list[Assignment]:
    """Return the posts that lead any of `units` on `day`, in the same order. One query."""
    return _heads(Q(unit__in=units), day)


def _heads(where: Q, day: date) -> list[Assignment]:
    order = [kind.value for kind in Assignment.Kind]
    heads = Assignment.objects.on(day).filter(where, is_head=True, employee__is_active=True)
    found = heads.select_related("employee", "unit", "position").order_by("pk")
    return sorted(found, key=lambda post: order.index(post.kind))
