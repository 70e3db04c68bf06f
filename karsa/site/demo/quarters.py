"""The periods of the years shown, with the days and terms that belong to each."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from karsa.org.models import Period
from karsa.org.queries.rules import deadline_rules
from karsa.rules import deadlines
from karsa.rules.deadlines import DeadlineRules, Window
from karsa.site.demo.world import World


@dataclass(frozen=True)
class Quarter:
    """A period with its window and its working days until today."""

    row: Period
    window: Window
    rules: DeadlineRules
    days: tuple[date, ...]

    @property
    def is_past(self) -> bool:
        """Whether every day of it has been worked."""
        return bool(self.days) and self.days[-1] <= self.row.ends


def quarters_of(world: World, year: int) -> list[Quarter]:
    """Return the periods of `year` that have begun, the annual one last. Two queries."""
    rules = deadline_rules(world.agency, year)
    rows = Period.objects.filter(agency=world.agency, year=year, starts__lte=world.today)
    known = world.working_days
    return [
        Quarter(
            row,
            deadlines.evaluation_window(row.ends, rules),
            rules,
            tuple(day for day in known if row.starts <= day <= row.ends),
        )
        for row in sorted(rows, key=lambda row: (row.is_annual, row.number))
    ]


class Terms:
    """Days by which something is due, each worked out once."""

    def __init__(self, world: World) -> None:
        """Remember the calendar."""
        calendar = world.calendar
        self.objection = cache(lambda day: deadlines.objection_by(calendar, day))
        self.decision = cache(lambda day: deadlines.decision_by(calendar, day))
        self.after = cache(calendar.add)
        self.report = cache(lambda day: deadlines.report_by(calendar, day))
