"""Who leads a unit, and who stands above it."""

from datetime import date

from karsa.org.models import Assignment, Unit


def above(path: str) -> list[str]:
    """Return the paths of a unit and of every unit above it, the nearest first."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1)]


def heads_above(unit: Unit, day: date) -> list[Assignment]:
    """Return the posts that lead `unit` or one above it on `day`, the nearest first. One query.

    With people and units; a definitive head stands before a Plt, a Plt before a Plh.
    """
    order = [kind.value for kind in Assignment.Kind]
    heads = Assignment.objects.on(day).filter(
        agency=unit.agency_id, is_head=True, unit__path__in=above(unit.path)
    )
    found = heads.filter(employee__is_active=True).select_related("employee", "unit", "position")
    return sorted(found, key=lambda post: (-len(post.unit.path), order.index(post.kind)))
