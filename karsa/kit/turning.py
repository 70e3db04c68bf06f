"""Geometry of a line with a turning day: what was measured before, and what after. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, PAD = 320.0, 120.0, 14.0

Values = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Turning:
    """SVG paths: the months as dots and a line on each side, their means, and the day between."""

    before: str
    after: str
    mean_before: str
    mean_after: str
    day: str


def turning(before: Values, after: Values) -> Turning | None:
    """Months before and after a day, oldest first, None where nothing was measured.

    The day stands between both; the scale is that of the values. None where none is known.
    """
    known = [float(one) for one in (*before, *after) if one is not None]
    if not known:
        return None
    scale = _Scale(min(known), max(known), len(before) + len(after))
    split = len(before)
    day = scale.x(split - 0.5)
    return Turning(
        before=_line(before, 0, scale),
        after=_line(after, split, scale),
        mean_before=_mean(before, 0, scale),
        mean_after=_mean(after, split, scale),
        day=f"M{day} {PAD / 2}V{HEIGHT - PAD / 2}",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    slots: int

    def x(self, index: float) -> float:
        return round(PAD + (index + 0.5) * (WIDTH - 2 * PAD) / self.slots, 1)

    def y(self, value: float) -> float:
        span = self.high - self.low
        share = (self.high - value) / span if span else 0.5
        return round(PAD + share * (HEIGHT - 2 * PAD), 1)


def _line(values: Values, first: int, scale: _Scale) -> str:
    """A line that is broken where nothing was measured; a lone month is a dot."""
    text, pen_down = "", False
    for index, value in enumerate(values, start=first):
        if value is not None:
            x, y = scale.x(index), scale.y(float(value))
            text += f"L{x} {y}" if pen_down else f"M{x} {y}h0"
        pen_down = value is not None
    return text


def _mean(values: Values, first: int, scale: _Scale) -> str:
    known = [float(value) for value in values if value is not None]
    if not known:
        return ""
    left, right = scale.x(first - 0.4), scale.x(first + len(values) - 0.6)
    return f"M{left} {scale.y(sum(known) / len(known))}H{right}"
