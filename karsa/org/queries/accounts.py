"""Whose account waits for its owner."""

from datetime import date

from django.db.models import Q, QuerySet

from karsa.org.models import Assignment, Employee, Unit
from karsa.org.models.units import below


def people_below(unit: Unit, day: date) -> QuerySet[Employee]:
    """Active people with a post in a unit or below it on `day`."""
    posts = Assignment.objects.on(day).filter(
        below((unit.path,), "unit__path"), agency=unit.agency_id
    )
    return Employee.objects.filter(
        agency=unit.agency_id, is_active=True, pk__in=posts.values("employee")
    )


def waiting(people: QuerySet[Employee]) -> QuerySet[Employee]:
    """Those of `people` who never came in and have no password, account or not."""
    # "!" is how Django marks an account that has no password.
    marked = people.filter(user__password__startswith="!")  # noqa: S106
    found = people.filter(Q(user=None) | Q(user__password="") | Q(pk__in=marked))
    return found.filter(user__last_login=None)
