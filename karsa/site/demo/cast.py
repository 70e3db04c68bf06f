"""Who acts in the demo's awards, improvement period and case, on some day of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from karsa.accounts.actor import Actor
from karsa.accounts.roles import Role
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.queries.actor import actor_of
from karsa.org.queries.heads import heads_above
from karsa.site.demo.world import World

TEAM = "Dinas Kependudukan dan Pencatatan Sipil"
_UNIT = "Puskesmas Bekasi"
_JURORS, _FREE = 3, 1


@dataclass(frozen=True)
class Cast:
    """Who acts; every one of them on some day of the past."""

    world: World
    regent: Employee
    manager: Employee
    head: Employee
    jurors: Sequence[Employee]
    free: Sequence[Employee]  # who may stand in for a juror
    staff: Sequence[Employee]

    def on(self, person: Employee, ago: int) -> Actor:
        """The person so many days ago, at ten."""
        if person.user is None:
            raise LookupError(person.pk)
        return actor_of(person.user, self.world.agency, self.world.at(self.day(ago), 10))

    def day(self, ago: int) -> date:
        return self.world.today - timedelta(days=ago)


def cast_of(world: World) -> Cast | None:
    """Return them where enough of them are there. Five queries."""
    posts = Assignment.objects.on(world.today).filter(agency=world.agency)
    here = posts.filter(unit__name=_UNIT, employee__user__isnull=False)
    people = list(here.select_related("employee__user", "unit").order_by("-is_head", "pk"))
    manager, regent = _with(Role.PERFORMANCE_MANAGER), _with(Role.REGENT)
    if len(people) <= _JURORS or not people[0].is_head or not (manager and regent):
        return None
    near = {post.employee_id for post in heads_above(people[0].unit, world.today)}
    heads = posts.filter(is_head=True, unit__kind=Unit.Kind.OFFICE).exclude(unit__name=TEAM)
    jury = heads.exclude(employee__in=near).exclude(employee=manager)
    seats = list(jury.select_related("employee__user")[: _JURORS + _FREE])
    return Cast(
        world=world,
        regent=regent,
        manager=manager,
        head=people[0].employee,
        jurors=[post.employee for post in seats[:_JURORS]],
        free=[post.employee for post in seats[_JURORS:]],
        staff=[post.employee for post in people[1:]],
    )


def _with(role: Role) -> Employee | None:
    found = Employee.objects.filter(user__grants__role=role).select_related("user")
    return found.order_by("pk").first()
