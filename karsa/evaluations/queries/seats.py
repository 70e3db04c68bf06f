"""Posts of rater and reviewer, and the unit the rater leads, as papers and pages name them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from karsa.org.models import Assignment, Unit


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts some people hold on a day."""

    rows: tuple[Assignment, ...]

    def main_of(self, employee_id: int | None) -> Assignment | None:
        """The definitive post of a person, else the one held longest."""
        held = [row for row in self.rows if row.employee_id == employee_id]
        held.sort(key=lambda row: (row.kind != Assignment.Kind.DEFINITIVE, row.starts, row.pk))
        return held[0] if held else None

    def unit_led(self, employee_id: int, over: Unit) -> Unit | None:
        """The unit a person heads that lies nearest above the unit `over`, or is it."""
        led = [
            row.unit
            for row in self.rows
            if row.employee_id == employee_id
            and row.is_head
            and over.path.startswith(row.unit.path)
        ]
        return max(led, key=lambda unit: len(unit.path), default=None)


def posts_on(employee_ids: Iterable[int | None], day: date) -> Posts:
    """Return the posts of some people on `day`. One query."""
    keys = [key for key in employee_ids if key is not None]
    rows = (
        Assignment.objects.on(day)
        .filter(employee__in=keys)
        .select_related("employee", "position", "unit")
    )
    return Posts(tuple(rows))
