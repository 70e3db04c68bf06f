"""The unit tree as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from karsa.kit.remembered import remembered_rows
from karsa.org.models import Assignment, Unit
from karsa.org.models.units import LAST
from karsa.org.queries.heads import heads_of
from karsa.tenancy.models import Agency

UNIT_ORDER = ("order", "name", "pk")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list: who leads it today, and how many work in it and below."""

    pk: int
    name: str
    kind: str
    head: str
    people: int
    has_children: bool


def branch(agency: Agency, parent_id: int | None, day: date) -> QuerySet[Unit]:
    """Return the open units right below `parent_id` (None: the roots), ready for `unit_rows`."""
    below = Unit.objects.filter(parent=OuterRef("pk"), is_open=True)
    units = Unit.objects.filter(agency=agency, parent=parent_id, is_open=True)
    return units.annotate(has_children=Exists(below))


def unit_rows(units: Sequence[Unit], day: date) -> list[UnitRow]:
    """Return rows for units of `branch`, with their heads and people. One query, two anew."""
    return _rows(units, heads_of(units, day), day)


def _people_in(units: Sequence[Unit], day: date) -> dict[int, int]:
    """How many active people work in each unit and below it on `day`.

    Everybody below is counted, so it is kept until a post, a person or a unit changes.
    """
    inside = Assignment.objects.on(day).filter(
        agency=OuterRef("agency"),
        employee__is_active=True,
        unit__path__gte=OuterRef("path"),
        unit__path__lt=Concat(OuterRef("path"), Value(LAST)),
    )
    counted = inside.order_by().values("agency").annotate(n=Count("employee", distinct=True))
    keys = [unit.pk for unit in units]
    rows = Unit.objects.filter(pk__in=keys).annotate(
        people=Coalesce(Subquery(counted.values("n")), 0)
    )
    return remembered_rows(f"people:{day}:{keys}", lambda: dict(rows.values_list("pk", "people")))


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit's heads today, with people and positions, and the open units right below it."""

    heads: tuple[Assignment, ...]
    branches: tuple[UnitRow, ...]


def for_unit_page(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Prepare `units` for their page: the parent, and how many `people` work there on `day`."""
    inside = Assignment.objects.on(day).filter(unit=OuterRef("pk"), employee__is_active=True)
    counted = inside.order_by().values("unit").annotate(n=Count("employee", distinct=True))
    people = Coalesce(Subquery(counted.values("n")), 0)
    return units.select_related("parent", "agency").annotate(people=people)


def unit_page(unit: Unit, day: date, limit: int = 50) -> UnitPage:
    """Return who leads a unit on `day`, and the first `limit` units below. At most 3 queries."""
    branches = list(branch(unit.agency, unit.pk, day).order_by(*UNIT_ORDER)[:limit])
    heads = heads_of([unit, *branches], day)
    own = tuple(post for post in heads if post.unit_id == unit.pk)
    return UnitPage(own, tuple(_rows(branches, heads, day)))


def _rows(units: Sequence[Unit], heads: Sequence[Assignment], day: date) -> list[UnitRow]:
    people = _people_in(units, day) if units else {}
    names: dict[int, str] = {}
    for post in heads:
        names.setdefault(post.unit_id, post.employee.full_name)
    return [
        UnitRow(
            pk=unit.pk,
            name=unit.name,
            kind=str(unit.get_kind_display()),
            head=names.get(unit.pk, ""),
            people=people[unit.pk],
            has_children=unit.has_children,  # type: ignore[attr-defined]
        )
        for unit in units
    ]


def find_units(
    agency: Agency, text: str, chosen: str, day: date, limit: int = 12
) -> list[tuple[str, str]]:
    """Return (key, label) of open units whose name holds `text`, and of the one chosen. One query.

    `day` is not used: units have no dates; it is here because pickers pass it.
    """
    open_units = Unit.objects.filter(agency=agency, is_open=True)
    found = open_units.filter(name__icontains=text) if text else open_units.none()
    if chosen.isdigit():
        found = found | open_units.filter(pk=int(chosen))
    rows = found.select_related("parent").order_by("name", "pk")[:limit]
    return [(str(row.pk), _label(row)) for row in rows]


def _label(unit: Unit) -> str:
    return f"{unit.name} · {unit.parent.name}" if unit.parent else unit.name
