"""Geometry of the small pictures: numbers in, coordinates out. Pure; templates only place them.

One scale for every small line: position against what was expected, in percent, 82 to 112,
above is better for every polarity (callers pass achievement, not the raw value), so rows compare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

LOW, HIGH, EXPECTED = 82.0, 112.0, 100.0
WIDTH, HEIGHT, PAD = 112.0, 40.0, 7.0
SLOTS = 12

Value = int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Light:
    """How a status looks: a tone of the theme, an icon of its own, the shape at a line's end."""

    tone: str
    icon: str
    shape: str


GOOD = Light("good", "circle-check-filled", "circle")
WARN = Light("warn", "alert-triangle-filled", "triangle")
BAD = Light("bad", "alert-octagon-filled", "square")
NONE = Light("none", "circle-dashed", "circle")
STALE = Light("none", "clock-pause", "circle")

LIGHTS = {"good": GOOD, "warn": WARN, "bad": BAD, "stale": STALE, "none": NONE}


def light_of(code: str) -> Light:
    """The look of a light's code (`rules.lights.Light`); anything unknown is "no data"."""
    return LIGHTS.get(str(code), NONE)


@dataclass(frozen=True, slots=True)
class Line:
    """A small line: SVG path strings, and the end point with the shape that tells its light."""

    path: str
    gap: str
    expected: str
    end: tuple[float, float]
    shape: str
    mark: str
    tone: str
    points: int

    @property
    def thin(self) -> bool:
        """Fewer than three months are not a trend."""
        return self.points < 3


def _y(value: float) -> float:
    """Percent of expected → y. Outside the scale a point stays on the edge."""
    clamped = min(HIGH, max(LOW, value))
    return round(PAD + (HIGH - clamped) / (HIGH - LOW) * (HEIGHT - 2 * PAD), 1)


def _x(index: int, slots: int) -> float:
    return round(PAD + index * (WIDTH - 2 * PAD) / max(1, slots - 1), 1)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Split at missing months: a line never invents what was not measured."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _path(run: Sequence[tuple[float, float]]) -> str:
    head, *tail = run
    start = f"M{head[0]} {head[1]}"
    # A single month has no line; a zero-length stroke with round caps draws a dot.
    return start + ("".join(f"L{x} {y}" for x, y in tail) or "h0")


def _gap(run: Sequence[tuple[float, float]]) -> str:
    base = _y(EXPECTED)
    return f"{_path(run)}L{run[-1][0]} {base}L{run[0][0]} {base}z" if len(run) > 1 else ""


def mark(shape: str, x: float, y: float) -> str:
    """The end point as a path: circle, triangle or square, about 9 px."""
    if shape == "triangle":
        return f"M{x} {round(y - 5, 1)}l5.2 9h-10.4z"
    if shape == "square":
        return f"M{round(x - 4, 1)} {round(y - 4, 1)}h8v8h-8z"
    return f"M{round(x - 4, 1)} {y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"


def sparkline(values: Sequence[Value], light: str = "none", slots: int = SLOTS) -> Line | None:
    """Percent of expected per period, oldest first, None where nothing was measured.

    `slots` periods make the whole width (a year), so a young line is short. None when no value.
    """
    slots = max(slots, len(values))
    points = [None if v is None else (_x(i, slots), _y(float(v))) for i, v in enumerate(values)]
    runs = _runs(points)
    if not runs:
        return None
    end, look = runs[-1][-1], light_of(light)
    return Line(
        path="".join(map(_path, runs)),
        gap="".join(map(_gap, runs)),
        expected=f"M{PAD} {_y(EXPECTED)}H{WIDTH - PAD}",
        end=end,
        shape=look.shape,
        mark=mark(look.shape, *end),
        tone=look.tone,
        points=sum(map(len, runs)),
    )


@dataclass(frozen=True, slots=True)
class Bullet:
    """Positions in percent of the width, ready for SVG; None where there is none."""

    bar: str | None
    target: str | None
    last: str | None


def _percent(value: Value, top: float) -> str | None:
    if value is None:
        return None
    return f"{min(100.0, max(0.0, float(value) / top * 100)):.1f}%"


def bullet(actual: Value, target: Value, last: Value = None) -> Bullet:
    """Bar = result, upright = target, ring = last year, on a scale from 0 with some air above."""
    known = [float(v) for v in (actual, target, last) if v is not None]
    top = max(known, default=0.0) * 1.12 or 1.0
    return Bullet(_percent(actual, top), _percent(target, top), _percent(last, top))


def heat_light(value: Value) -> str:
    """The tint of a heat cell by the standard bounds (100, 80); no value is "none", never red."""
    if value is None:
        return "none"
    if value >= 100:
        return "good"
    return "warn" if value >= 80 else "bad"


DIST_TOP, DIST_BOTTOM = 20.0, 180.0
MINIMUM_PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One class of a distribution: across in percent of the width, down in pixels.

    Coordinates are strings: a template would localise a float into "7,5".
    """

    label: str
    count: int
    guide_count: float
    x: str
    width: str
    y: str
    height: str
    left: str
    right: str
    guide: str
    middle: str
    above: str


def _column(index: int, label: str, count: int, want: float, step: float, top: float) -> Column:
    left, tall = index * step, DIST_BOTTOM - DIST_TOP
    high, guide = tall * count / top, DIST_BOTTOM - tall * want / top
    return Column(
        label=label,
        count=count,
        guide_count=want,
        x=f"{left + step * 0.2:.2f}%",
        width=f"{step * 0.6:.2f}%",
        y=f"{DIST_BOTTOM - high:.1f}",
        height=f"{high:.1f}",
        left=f"{left + step * 0.06:.2f}%",
        right=f"{left + step * 0.94:.2f}%",
        guide=f"{guide:.1f}",
        middle=f"{left + step / 2:.2f}%",
        # The number stands clear of the dashes, whichever is higher.
        above=f"{min(DIST_BOTTOM - high, guide if want > count else DIST_BOTTOM) - 6:.1f}",
    )


def distribution(
    labels: Sequence[str], counts: Sequence[int], guide: Sequence[Value]
) -> list[Column]:
    """Bars are counts, dashes the guiding pattern (shares that sum to 1).

    Empty under five people: the picture would name them.
    """
    people = sum(counts)
    if people < MINIMUM_PEOPLE:
        return []
    wanted = [float(share or 0) * people for share in guide]
    top, step = max([*counts, *wanted]), 100 / len(counts)
    return [
        _column(index, *row, step, top)
        for index, row in enumerate(zip(labels, counts, wanted, strict=True))
    ]
