"""Who holds a granted role."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from karsa.accounts.models import Grant
from karsa.accounts.roles import Role
from karsa.org.models import Employee, Unit
from karsa.org.models.dated import current
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A granted role: who, what, where ("" is the whole agency), from when to when."""

    pk: int
    role: Role
    person_id: int | None
    name: str
    unit: str
    starts: date
    ends: date | None


def running_grants(agency: Agency, day: date) -> QuerySet[Grant]:
    """Granted roles that count on `day` or later."""
    return Grant.objects.filter(agency=agency).exclude(ends__lt=day)


def holders(agency: Agency, roles: Collection[Role], day: date) -> list[int]:
    """Return the employees who hold any of these roles on `day`, by id. One query."""
    held = Grant.objects.filter(current(day), agency=agency, role__in=roles)
    people = Employee.objects.filter(agency=agency, user__in=held.values("user"))
    return list(people.order_by("pk").values_list("pk", flat=True))


def grant_rows(grants: Sequence[Grant]) -> list[GrantRow]:
    """Return rows for grants with the names behind them. Two queries.

    An account without an employee is named by its sign-in name, which is no NIP.
    """
    people = {
        person.user_id: person
        for person in Employee.objects.filter(user__in=[row.user_id for row in grants])
    }
    paths = {row.unit_path for row in grants if row.unit_path}
    units = dict(Unit.objects.filter(path__in=paths).values_list("path", "name"))
    return [_row(grant, people.get(grant.user_id), units) for grant in grants]


def _row(grant: Grant, person: Employee | None, units: dict[str, str]) -> GrantRow:
    return GrantRow(
        pk=grant.pk,
        role=Role(grant.role),
        person_id=person.pk if person else None,
        name=person.full_name if person else grant.user.username,
        unit=units.get(grant.unit_path, ""),
        starts=grant.starts,
        ends=grant.ends,
    )
