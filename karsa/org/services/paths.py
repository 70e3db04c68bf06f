"""The path of each unit: ids from the top down, so that a subtree is a range."""

from collections.abc import Mapping

from django.db import transaction

from karsa.accounts.models import Grant
from karsa.org.models import Unit
from karsa.tenancy.models import Agency

_WIDTH = 6


@transaction.atomic
def repath(agency: Agency) -> int:
    """Bring every path into line with the parents, after units were added or moved.

    Grants for a part of the tree move with it. Returns how many paths changed. One query to
    read, one per 500 changed paths. Raises RecursionError for a circle, which imports cut first.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(agency=agency).only("parent", "path")}
    paths: dict[int, str] = {}
    moved: dict[str, str] = {}
    changed = []
    for pk, unit in units.items():
        path = _path(pk, units, paths)
        if path != unit.path:
            moved[unit.path] = path
            unit.path = path
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["path"], batch_size=500)
    _move_grants(agency, moved)
    return len(changed)


def _path(pk: int, units: Mapping[int, Unit], paths: dict[int, str]) -> str:
    if pk not in paths:
        parent = units[pk].parent_id
        above = _path(parent, units, paths) if parent else "/"
        paths[pk] = f"{above}{pk:0{_WIDTH}d}/"
    return paths[pk]


def _move_grants(agency: Agency, moved: Mapping[str, str]) -> None:
    for grant in Grant.objects.filter(agency=agency).exclude(unit_path=""):
        if grant.unit_path in moved:
            grant.unit_path = moved[grant.unit_path]
            grant.save(update_fields=["unit_path"])
