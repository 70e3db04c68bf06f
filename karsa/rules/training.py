"""Learning in numbers: gaps, days, hours (JP), tests. Figures of the regulations are dated data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from karsa.rules.calendar import WorkCalendar

_MONTHS_OF_YEAR = 12


class Rhythm(StrEnum):
    """How often a course comes again."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months lie between two of them."""
        return {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}[self]


@dataclass(frozen=True)
class HoursRules:
    """Hours of learning (JP) in a year, and the part of a training's days one must be present on.

    `least` by employment: what one is to reach; `most`: what is not to be passed. A kind that is
    not named has neither. `present` in percent.
    """

    least: Mapping[str, int]
    most: Mapping[str, int]
    present: int = 80
    source: str = ""


# See docs/sources.md, "Others": both figures are general knowledge and so dated data.
USUAL = HoursRules(
    least={"pns": 20},
    most={"pppk": 24, "pppk_part_time": 24},
    source="PP 17/2020 Pasal 203 (4); PerLAN 10/2018; PP 49/2018; angka kelaziman",
)


def configured(values: Mapping[str, Any], source: str) -> HoursRules:
    """Return an agency's own figures; those it does not name stay. TypeError for an unknown one."""
    return HoursRules(**{**vars(USUAL), **values, "source": source}) if values else USUAL


@dataclass(frozen=True)
class HoursStanding:
    """Hours of a year beside what is asked (`least`) or allowed (`most`), either may be None."""

    hours: int
    least: int | None
    most: int | None

    @property
    def goal(self) -> int | None:
        """What the bar ends at."""
        return self.least or self.most

    @property
    def left(self) -> int:
        """Hours to go until the least; 0 where nothing is asked."""
        return max((self.least or 0) - self.hours, 0)

    @property
    def room(self) -> int | None:
        """Hours that still fit under the ceiling; None where there is none."""
        return None if self.most is None else max(self.most - self.hours, 0)


def standing(employment: str, hours: int, rules: HoursRules) -> HoursStanding:
    """Return where somebody of this employment stands with so many JP in a year."""
    return HoursStanding(hours, rules.least.get(employment), rules.most.get(employment))


def passes_ceiling(held: HoursStanding, booked: int, adding: int) -> bool:
    """Say whether hours that are booked and `adding` go beyond what is allowed."""
    return held.most is not None and held.hours + booked + adding > held.most


def gap(required: int | None, seen: int | None) -> int | None:
    """Return the levels that are missing: required less the leader's view, 0 and more.

    None while the post asks nothing or nobody has looked: never a gap by silence.
    """
    return None if required is None or seen is None else max(required - seen, 0)


@dataclass(frozen=True)
class Meeting:
    """Days and hours of a training, all inclusive."""

    starts: date
    ends: date
    opens: time
    closes: time


def overlap(one: Meeting, other: Meeting) -> bool:
    """Say whether nobody could be at both: a day in common, and hours in common on it.

    One that ends when the other begins does not overlap.
    """
    days = one.starts <= other.ends and other.starts <= one.ends
    return days and one.opens < other.closes and other.opens < one.closes


def days_of(first: date, last: date, calendar: WorkCalendar) -> tuple[date, ...]:
    """Return the days one is to be present on: the working ones, all where there is none."""
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if calendar.is_working(day)) or days


def is_attended(present: int, days: int, rules: HoursRules) -> bool:
    """Say whether somebody was there on enough of the days. `days` is at least 1."""
    return present * 100 >= days * rules.present


def score(answers: Sequence[int], right: Sequence[int]) -> int:
    """Return the share of right answers in whole percent, rounded half up.

    Raises: ValueError for no question, or another number of answers.
    """
    if not right or len(answers) != len(right):
        raise ValueError("one answer for each question")
    hits = sum(one == other for one, other in zip(answers, right, strict=True))
    return int((Decimal(100 * hits) / len(right)).quantize(Decimal(1), ROUND_HALF_UP))


def starts_in(year: int, first: date, rhythm: Rhythm, calendar: WorkCalendar) -> list[date]:
    """Return the first days of a series in `year`, each moved on to a working day.

    The 31st of a shorter month is its last day.
    """
    begins = first.year * _MONTHS_OF_YEAR + first.month - 1
    months = range(begins, (year + 1) * _MONTHS_OF_YEAR, rhythm.months)
    days = (_day_of(month, first.day) for month in months)
    return [
        day if calendar.is_working(day) else calendar.add(day, 1)
        for day in days
        if day.year == year
    ]


def _day_of(month: int, day: int) -> date:
    year, number = divmod(month, _MONTHS_OF_YEAR)
    following = date(year + (number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(date(year, number + 1, 1) + timedelta(days=day - 1), following - timedelta(days=1))
