"""Who acts: built once per request, command or task and passed to every rule of permission."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from karsa.accounts.roles import Role
from karsa.tenancy.models import Agency


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at a moment: agency, employee, roles and the units they lead.

    `led_paths` are paths of units the person heads now (with everything below them);
    `granted_paths` those where an evaluation team, an operator or an inspector works,
    `operated_paths` the operator's among them.
    `today` is the day in the agency's zone; `now` is UTC.
    """

    agency: Agency
    user_id: int | None
    employee_id: int | None
    roles: frozenset[Role]
    led_paths: tuple[str, ...]
    granted_paths: tuple[str, ...]
    today: date
    now: datetime
    operated_paths: tuple[str, ...] = ()
    # For the page's frame only, never for a decision.
    name: str = ""
    position: str = ""
    unit: str = ""
    news: int = 0  # notices not read yet

    @property
    def me(self) -> int:
        """The employee's id to compare rows with; 0 for none, which no row has.

        Comparing with an empty id would find the rows whose rater or reviewer is empty.
        """
        return self.employee_id or 0

    @property
    def sight(self) -> tuple[object, ...]:
        """All of the actor that decides which rows are seen, in words that say what they hold."""
        person = self.agency.pk, self.me, sorted(self.roles), self.today
        return *person, self.led_paths, self.granted_paths, self.operated_paths

    @property
    def team_paths(self) -> tuple[str, ...]:
        """The parts of the tree whose evaluation team the actor belongs to."""
        if not self.has(Role.EVALUATION_TEAM):
            return ()
        return tuple((Counter(self.granted_paths) - Counter(self.operated_paths)).elements())

    def has(self, *roles: Role) -> bool:
        """Tell whether the actor has any of `roles`."""
        return not self.roles.isdisjoint(roles)
