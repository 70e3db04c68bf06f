"""What a rater decided anew after a calibration, as the person and the members read it."""

from dataclasses import dataclass
from datetime import datetime

from karsa.evaluations.models import Evaluation, Grade, Rating


@dataclass(frozen=True, slots=True)
class Change:
    """What stood before and what stands now, in words: result, behaviour, grade."""

    at: datetime
    by: str
    reason: str
    old: tuple[str, str, str]
    new: tuple[str, str, str]


def changes_of(row: Evaluation) -> tuple[Change, ...]:
    """Return what the rater changed after talks, the oldest first. No query."""
    return tuple(
        Change(
            datetime.fromisoformat(one["at"]),
            one["by"],
            one["reason"],
            _labels(one["old"]),
            _labels(one["new"]),
        )
        for one in row.changes
    )


def _labels(codes: list[str]) -> tuple[str, str, str]:
    result, behaviour, grade = codes
    return str(Rating(result).label), str(Rating(behaviour).label), str(Grade(grade).label)
