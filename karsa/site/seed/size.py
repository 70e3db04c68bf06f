"""How large a seeded region is, and who stands where in it: all of it follows from numbers."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

PER_UNIT = 15
BRANCHES = 12  # units directly below a unit
SPARSE_ENTRIES = 48
RESULTS = 5


@dataclass(frozen=True)
class Size:
    """People 0 to `people` - 1; `years` calendar years, the last one up to `today`.

    Dense: an entry on nearly every working day. Sparse: 48 a year.
    """

    people: int
    years: int
    today: date
    is_sparse: bool = False

    @cached_property
    def units(self) -> int:
        """Units 0 to `units` - 1; 0 is the government itself."""
        return -(-self.people // PER_UNIT)

    @property
    def all_years(self) -> tuple[int, ...]:
        """The years that are filled, oldest first."""
        return tuple(range(self.today.year - self.years + 1, self.today.year + 1))

    def unit_of(self, person: int) -> int:
        """Return the unit of a person."""
        return person // PER_UNIT

    def is_head(self, person: int) -> bool:
        """The first of each unit leads it."""
        return person % PER_UNIT == 0

    def rater_of(self, person: int) -> int | None:
        """Return the head of the person's unit, for a head the one above; None at the top."""
        unit = self.unit_of(person)
        if not self.is_head(person):
            return unit * PER_UNIT
        above = parent_of(unit)
        return None if above is None else above * PER_UNIT


def parent_of(unit: int) -> int | None:
    """Return the unit above; None above the government."""
    return (unit - 1) // BRANCHES if unit else None


def line_of(unit: int) -> tuple[int, ...]:
    """Return the unit and all above it, from the top."""
    above = parent_of(unit)
    return (unit,) if above is None else (*line_of(above), unit)
