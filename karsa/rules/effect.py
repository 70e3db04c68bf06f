"""What an indicator did around the day something was finished: before and after, no cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from karsa.rules.achievement import Polarity
from karsa.rules.refused import gettext_noop as _

_STEP = Decimal("0.0001")
# A change below one percent of what was before is no change to speak of.
_NOISE = Decimal("0.01")


class Direction(StrEnum):
    """Where the indicator went, seen from what is good for it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


DIRECTION_NAMES: Mapping[Direction, str] = {
    Direction.BETTER: _("Membaik"),
    Direction.WORSE: _("Memburuk"),
    Direction.SAME: _("Hampir tidak berubah"),
    Direction.UNKNOWN: _("Belum cukup data"),
}


@dataclass(frozen=True)
class Aim:
    """What is good: a value to stay at, or a range; both may be unknown."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Effect:
    """Means of the months before and after, and how many months each holds."""

    before: Decimal | None
    after: Decimal | None
    months_before: int
    months_after: int
    direction: Direction


def effect(
    polarity: Polarity, before: Sequence[Decimal], after: Sequence[Decimal], aim: Aim = Aim()
) -> Effect:
    """Compare the months before with those after, in the indicator's own unit.

    Units:  monthly values in the indicator's measure; means rounded half up to four places.
    Range:  a change under one percent is `same`; without months on a side, or without the aim
            that a stable or ranged indicator needs, the direction is `unknown`.
    Source: plain comparison of means: it shows what happened, never why.
    """
    first, then = _mean(before), _mean(after)
    return Effect(first, then, len(before), len(after), _direction(polarity, first, then, aim))


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(_STEP, ROUND_HALF_UP)


def _direction(
    polarity: Polarity, before: Decimal | None, after: Decimal | None, aim: Aim
) -> Direction:
    first, then = _badness(polarity, before, aim), _badness(polarity, after, aim)
    if before is None or first is None or then is None:
        return Direction.UNKNOWN
    change = then - first
    if abs(change) <= abs(before) * _NOISE:
        return Direction.SAME
    return Direction.WORSE if change > 0 else Direction.BETTER


def _badness(polarity: Polarity, value: Decimal | None, aim: Aim) -> Decimal | None:
    """A number that falls when the indicator gets better; None where nobody can say."""
    if value is None:
        return None
    if polarity is Polarity.MAXIMIZE:
        return -value
    if polarity is Polarity.MINIMIZE:
        return value
    low, high = (aim.value, aim.value) if polarity is Polarity.STABILIZE else (aim.low, aim.high)
    if low is None or high is None:
        return None
    return max(low - value, value - high, Decimal(0))
