"""When a rater's habit is worth a talk: guidance with small numbers protected, never a ground."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from statistics import quantiles

from karsa.rules.disclosure import LEAST
from karsa.rules.grade import Rating

# Working days a rater has to answer before HR reads the name.
DAYS_TO_ANSWER = 10
# A third of the step between two neighbouring ratings.
_WORTH_A_TALK = Decimal("0.33")

# An advice never moves a rating further than half the step to its neighbour.
_MOST_ADVISED = Decimal("0.5")

SCORES = {Rating.BELOW: 1, Rating.MEETS: 2, Rating.ABOVE: 3}


def stands_out(severity: Decimal | None, error: Decimal | None, people: int) -> bool:
    """Whether a severity is large enough, and sure enough, to be talked about.

    Units:  steps between two neighbouring ratings; positive is severe.
    Source: docs/decisions/0019-severity.md; two errors is about 95 %.
    """
    if severity is None or error is None or people < LEAST:
        return False
    return abs(severity) >= _WORTH_A_TALK and abs(severity) > 2 * error


def is_notable(
    severity: Decimal | None, error: Decimal | None, *, people: int, departed: int
) -> bool:
    """Whether a rater's figures of a period are worth a talk; the mirror and the office agree.

    `departed`: people rated above what the evidence proposed, or those below it, the more of
    the two. Units: as stands_out. Source: docs/decisions/0019-severity.md.
    """
    return stands_out(severity, error, people) or departs_often(departed, people)


def departs_often(departed: int, people: int) -> bool:
    """Whether most of a rater's people, five at least, got another rating than was proposed."""
    return people >= LEAST and 2 * departed > people


def middle_half(values: Iterable[Decimal]) -> tuple[Decimal, Decimal] | None:
    """Return the range in which the middle half of the raters lie; None for fewer than five."""
    known = sorted(values)
    if len(known) < LEAST:
        return None
    low, _middle, high = quantiles(known, n=4, method="inclusive")
    return low, high


def advised(mean: Decimal, severity: Decimal) -> Decimal:
    """Return a rater's mean as it would be without the habit: advice beside it, never applied.

    Units:  steps of the rating, 1 to 3. Moved by half a step at most, and never off the scale.
    Source: docs/decisions/0023-calibration.md.
    """
    moved = mean + min(max(severity, -_MOST_ADVISED), _MOST_ADVISED)
    return min(max(moved, Decimal(SCORES[Rating.BELOW])), Decimal(SCORES[Rating.ABOVE]))


def age_band(born: date, day: date) -> str:
    """Return the band of ten years (or more, at the ends) an age on `day` falls into."""
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if age < 35:
        return "under_35"
    if age < 45:
        return "35_44"
    return "45_54" if age < 55 else "55_up"
