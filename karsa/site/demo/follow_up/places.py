"""Units by their name, who leads them, and who acts for them on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from karsa.accounts.actor import Actor
from karsa.accounts.models import User
from karsa.org.models import Assignment, Employee, Unit
from karsa.org.queries.actor import actor_of, system_actor
from karsa.site.demo.world import World


@dataclass(frozen=True)
class Places:
    """What the words name, found once."""

    world: World

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit by its name in small letters. One query."""
        rows = Unit.objects.filter(agency=self.world.agency)
        return {unit.name.lower(): unit for unit in rows}

    @cached_property
    def heads(self) -> dict[int, Employee]:
        """Who leads a unit today, the definitive head first. One query."""
        posts = Assignment.objects.on(self.world.today).filter(
            agency=self.world.agency, is_head=True, employee__is_active=True
        )
        rows = posts.select_related("employee").order_by("-kind", "pk")
        return {post.unit_id: post.employee for post in rows}

    def unit(self, name: str) -> Unit:
        """A unit by its name."""
        return self.units[name.lower()]

    def head(self, name: str) -> Employee:
        """Who leads the unit of this name."""
        return self.heads[self.unit(name).pk]

    def day(self, ago: int) -> date:
        """The last working day so long before the demo's today; today itself is today."""
        day = self.world.today - timedelta(days=ago)
        while ago and not self.world.calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def keeper(self, day: date) -> Actor:
        """The command itself on a day."""
        return system_actor(self.world.agency, self.world.at(day, 9))

    def actor(self, person: Employee, day: date, hour: int = 10) -> Actor:
        """A person on a day."""
        user = User.objects.get(employee=person)
        return actor_of(user, self.world.agency, self.world.at(day, hour))
