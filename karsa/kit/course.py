"""Geometry of a year's course: what was, what was expected, and what lies ahead. Pure.

Across is percent of the width, so that words keep their size on every screen; down is pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

from karsa.kit.formats import number

HEIGHT, TOP, BOTTOM = 200.0, 18.0, 8.0
_TICKS = 4

Value = int | float | Decimal | None
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slot:
    """A month: its short name, what was due (a range has two ends), what was, what lies ahead."""

    name: str
    due: tuple[Value, ...] = ()
    actual: Value = None
    mean: Value = None
    low: Value = None
    high: Value = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with the value it stands for; the words stand a little above it."""

    y: str
    above: str
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """SVG paths in a box 100 wide and HEIGHT high, and marks in percent and pixels as text.

    `end` is the last month that was measured; `goals` are the year's targets, at its end.
    """

    actual: str
    due: str
    band: str
    ahead: str
    ticks: tuple[Tick, ...]
    goals: tuple[str, ...]
    end: tuple[str, str] | None


def course(slots: Sequence[Slot], goals: Sequence[Value] = ()) -> Course | None:
    """Return the picture of a year; None where nothing was measured and nothing lies ahead."""
    known = [float(v) for slot in slots for v in _values(slot) if v is not None]
    if not any(slot.actual is not None or slot.mean is not None for slot in slots):
        return None
    wanted = [float(goal) for goal in goals if goal is not None]
    scale = Scale.of([*known, *wanted], len(slots))
    actual = scale.line([slot.actual for slot in slots])
    start = next((point for point in reversed(actual) if point), None)
    width = max((len(slot.due) for slot in slots), default=0)
    dues = (scale.line([_at(slot.due, n) for slot in slots]) for n in range(width))
    means, lows, highs = (
        _from(start, scale.line([getattr(slot, name) for slot in slots]))
        for name in ("mean", "low", "high")
    )
    return Course(
        actual=path(actual),
        due="".join(map(path, dues)),
        band=area(lows, highs),
        ahead=path(means),
        ticks=tuple(scale.ticks()),
        goals=tuple(_text(scale.y(goal)) for goal in wanted),
        end=(f"{start[0]:.2f}%", _text(start[1])) if start else None,
    )


def _values(slot: Slot) -> tuple[Value, ...]:
    return *slot.due, slot.actual, slot.mean, slot.low, slot.high


def _at(values: Sequence[Value], place: int) -> Value:
    return values[place] if place < len(values) else None


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to places: across by their number, down by their size."""

    low: float
    high: float
    step: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float], count: int) -> "Scale":
        """From a round value below all to one above, with three or four lines between."""
        low, high = min(values), max(values)
        room = (high - low) or abs(high) or 1.0
        step = _round_step(room / _TICKS)
        return cls(floor(low / step) * step, -floor(-high / step) * step or step, step, count)

    def x(self, place: int) -> float:
        """The middle of a place, in percent of the width."""
        return (place + 0.5) * 100 / self.count

    def y(self, value: float) -> float:
        """How far down a value stands, in pixels."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def line(self, values: Sequence[Value]) -> list[Point | None]:
        """Points of values, one place each; None where one is missing."""
        return [None if v is None else (self.x(n), self.y(float(v))) for n, v in enumerate(values)]

    def ticks(self) -> list[Tick]:
        """Round values and where their lines stand."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + n * self.step for n in range(count + 1)]
        return [
            Tick(_text(self.y(value)), _text(self.y(value) - 4), number(round(value, 6)))
            for value in values
        ]


def _round_step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return next(size * step for step in (1, 2, 5, 10) if size * step >= rough)


def _from(start: Point | None, points: Sequence[Point | None]) -> list[Point]:
    """What lies ahead begins where the measured line ends."""
    ahead = [point for point in points if point]
    return [start, *ahead] if start and ahead else ahead


def path(points: Sequence[Point | None]) -> str:
    """A line that breaks where a month is missing; a month alone is a dot of round ends."""
    parts, pen = [], False
    for point in points:
        if point:
            parts.append(f"{'L' if pen else 'M'}{point[0]:.2f} {_text(point[1])}")
            parts += [] if pen else ["h0"]
        pen = point is not None
    return "".join(parts)


def area(lows: Sequence[Point], highs: Sequence[Point]) -> str:
    """What lies between two lines."""
    edge = [*lows, *reversed(highs)]
    return f"{path(edge)}z" if edge else ""


def _text(value: float) -> str:
    """Coordinates are text: a template would localise a float into "7,5"."""
    return f"{value:.1f}"
