"""Geometry of two lines around a start: what was, and what would have been without it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from karsa.kit.course import Scale, Tick, Value, area, path


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment: its name, what was, what the comparison says it would have been, and how surely."""

    name: str
    actual: Value = None
    other: Value = None
    low: Value = None
    high: Value = None
    is_after: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """SVG paths in a box 100 wide; `start` is where it began, in percent of the width."""

    actual: str
    other: str
    band: str
    ticks: tuple[Tick, ...]
    start: str


def compared(slots: Sequence[Slot]) -> Compared | None:
    """Return the picture; None without a moment on each side of the start."""
    first = next((place for place, slot in enumerate(slots) if slot.is_after), 0)
    if not first:
        return None
    shown = [v for s in slots for v in (s.actual, s.other, s.low, s.high) if v is not None]
    scale = Scale.of([float(value) for value in shown], len(slots))
    lows, highs = ([getattr(slot, name) for slot in slots] for name in ("low", "high"))
    return Compared(
        actual=path(scale.line([slot.actual for slot in slots])),
        other=path(scale.line([slot.other for slot in slots])),
        band=area(*([p for p in scale.line(edge) if p] for edge in (lows, highs))),
        ticks=tuple(scale.ticks()),
        start=f"{(scale.x(first - 1) + scale.x(first)) / 2:.2f}%",
    )
