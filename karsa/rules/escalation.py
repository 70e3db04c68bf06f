"""When an overdue promise climbs: to the owner's head, then to the unit above."""

from dataclasses import dataclass
from datetime import date

HIGHEST = 2


@dataclass(frozen=True)
class ClimbRules:
    """Days after the due date from which a level is reached, both at least 1."""

    first: int = 1
    second: int = 15
    source: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.second:
            raise ValueError(f"levels are reached in order, got {self.first} and {self.second}")


USUAL = ClimbRules()


def days_late(due: date | None, today: date) -> int:
    """Return how many days have passed since the due date; 0 on that day, before, or without."""
    return max((today - due).days, 0) if due else 0


def level(due: date | None, today: date, rules: ClimbRules = USUAL) -> int:
    """Return how far something still open has climbed: 0 not, 1 owner's head, 2 the unit above.

    Units:  whole calendar days after the due date; the due date itself is in time.
    Source: an agency's configuration (rule set "escalation"), else the usual 1 and 15 days.
    """
    late = days_late(due, today)
    return (late >= rules.first) + (late >= rules.second)
