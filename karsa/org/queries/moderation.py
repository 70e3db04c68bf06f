"""What somebody moderates from outside, and what waits there."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Q

from karsa.accounts.actor import Actor
from karsa.org.models.moderation import ModerationStep
from karsa.org.models.units import below
from karsa.org.policies import moderates_all, own_units


class Moderated(Protocol):
    """A text with its steps and reports, prefetched."""

    moderations: Any
    reports: Any


R = TypeVar("R", bound=Moderated)
# Whether somebody may do it to a row; the last argument is what `own_units` returned.
May = Callable[[Actor, R, frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class Queued(Generic[R]):
    """A text that waits for a moderator, its steps (newest first), and what the reader may do."""

    row: R
    steps: Iterable[ModerationStep]
    can_hide: bool
    can_show: bool

    @property
    def asked(self) -> str:
        """Why its author wants a second look; empty for a first one."""
        return next((step.reason for step in self.steps if step.is_asked), "")

    @property
    def reported(self) -> list[tuple[str, int]]:
        """What readers who reported it said, with how many did, most first."""
        open_ones = (one.get_reason_display() for one in self.row.reports.all() if one.is_open)
        return Counter(open_ones).most_common()


def moderated(actor: Actor, field: str) -> Q:
    """Rows whose unit's path (at `field`) lies where the actor moderates. One query now."""
    reach = Q() if moderates_all(actor) else below(actor.led_paths, field)
    return reach & ~Q(**{f"{field}__in": own_units(actor)})


def queued(
    actor: Actor, rows: Iterable[R], *, can_hide: May[R], can_show: May[R]
) -> list[Queued[R]]:
    """Return rows with their steps for the queue of a moderator. One query."""
    own = own_units(actor)
    return [
        Queued(row, row.moderations.all(), can_hide(actor, row, own), can_show(actor, row, own))
        for row in rows
    ]
