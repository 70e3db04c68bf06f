"""Who rates whom by the structure alone: the nearest head above who may rate."""

from datetime import date

from karsa.org.models import (
    Assignment,
    Delegation,
    Employee,
    EmployeeStatus,
    Position,
    RaterLine,
    Unit,
)
from karsa.tenancy.models import Agency

# Whoever is away in one of these ways does not lead, so the next head above rates.
_AWAY = (
    EmployeeStatus.Kind.SUSPENDED,
    EmployeeStatus.Kind.UNPAID_LEAVE,
    EmployeeStatus.Kind.RETIRING,
    EmployeeStatus.Kind.STUDY_LEAVE,
)
_STRUCTURAL = (Position.Kind.HIGH_LEADER, Position.Kind.ADMINISTRATOR, Position.Kind.SUPERVISOR)
# Of several heads of one unit, the holder of the post comes before who stands in.
_ORDER = tuple(str(kind) for kind in Assignment.Kind)
_REGIONAL_SECRETARY = "SEKRETARIS DAERAH"

Head = tuple[int, int]  # employee, assignment


class Chain:
    """The heads who may rate on a day, unit by unit. Six queries, then none.

    A functional officer who leads a unit is a head only with a dated delegation (Pasal 1.9).
    Where the head of region is not among the employees, the regional secretary stands in for the
    heads of offices, and has no rater himself until the head of region is recorded.
    """

    def __init__(self, agency: Agency, day: date) -> None:
        """Load units, heads, delegations, absences and the raters that people set for heads."""
        units = Unit.objects.filter(agency=agency).values_list("pk", "parent_id", "head_title")
        self._parents: dict[int, int | None] = {}
        self._secretariat: int | None = None
        for pk, parent, title in units:
            self._parents[pk] = parent
            if parent is not None and title.upper().startswith(_REGIONAL_SECRETARY):
                self._secretariat = pk
        self._heads = _heads(agency, day)
        self._leaders = {employee for employee, _ in self._heads.values()}
        self._set = _set_raters(agency, day)
        self._cache: dict[int, tuple[int | None, int | None]] = {}

    def of(self, employee_id: int, unit_id: int) -> tuple[int | None, int | None]:
        """Return the rater and the reviewer (employee ids) of somebody who works in a unit."""
        if employee_id in self._leaders:
            return self._found(employee_id, unit_id)
        if unit_id not in self._cache:
            self._cache[unit_id] = self._found(employee_id, unit_id)
        return self._cache[unit_id]

    def _found(self, employee_id: int, unit_id: int) -> tuple[int | None, int | None]:
        unit, rater = self._climb(unit_id, {employee_id})
        if unit is None or rater is None:
            return None, None
        chosen = self._set.get(rater[1])
        if chosen is not None and chosen != employee_id:
            return rater[0], chosen
        _, reviewer = self._climb(unit, {employee_id, rater[0]})
        return rater[0], reviewer[0] if reviewer else None

    def _climb(self, unit_id: int, but: set[int]) -> tuple[int | None, Head | None]:
        """The first unit upwards, itself included, whose head is none of `but`."""
        unit: int | None = unit_id
        top = unit_id
        while unit is not None:
            head = self._heads.get(unit)
            if head and head[0] not in but:
                return unit, head
            top, unit = unit, self._parents[unit]
        return self._secretary(but) if top not in self._heads else (None, None)

    def _secretary(self, but: set[int]) -> tuple[int | None, Head | None]:
        head = self._heads.get(self._secretariat) if self._secretariat else None
        return (self._secretariat, head) if head and head[0] not in but else (None, None)


def _heads(agency: Agency, day: date) -> dict[int, Head]:
    """One head per unit who is present and may rate. Four queries.

    Who is inactive is read apart: before a first import is analysed, PostgreSQL joins it badly.
    """
    inactive = Employee.objects.filter(agency=agency, is_active=False)
    away = set(inactive.values_list("pk", flat=True)) | set(
        EmployeeStatus.objects.on(day)
        .filter(agency=agency, kind__in=_AWAY)
        .values_list("employee_id", flat=True)
    )
    delegated = set(
        Delegation.objects.on(day).filter(agency=agency).values_list("employee_id", "unit_id")
    )
    rows = (
        Assignment.objects.on(day)
        .filter(agency=agency, is_head=True)
        .values_list("unit_id", "employee_id", "pk", "kind", "position__kind")
    )
    heads: dict[int, Head] = {}
    for unit, employee, post, _, kind in sorted(rows, key=lambda r: (_ORDER.index(r[3]), r[2])):
        if employee not in away and (kind in _STRUCTURAL or (employee, unit) in delegated):
            heads.setdefault(unit, (employee, post))
    return heads


def _set_raters(agency: Agency, day: date) -> dict[int, int]:
    """Post of a head → the rater a person chose for it. One query."""
    rows = RaterLine.objects.on(day).filter(
        agency=agency, origin=RaterLine.Origin.SET, assignment__is_head=True
    )
    return dict(rows.values_list("assignment_id", "rater_id"))
