"""Geometry of a histogram: counts in equal classes from zero, the last one open. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from karsa.kit.formats import number

HEIGHT, TOP, FOOT = 160.0, 20.0, 140.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One class: its bounds in words, its count, and where it stands (percent and pixels).

    Coordinates are strings: a template would localise a float into "7,5".
    """

    label: str
    count: int
    x: str
    width: str
    y: str
    height: str
    middle: str
    above: str


def histogram(counts: Sequence[int], width: Decimal | None) -> list[Bar]:
    """Return the bars of `counts`, empty classes at the end left out; none without counts."""
    if width is None or not any(counts):
        return []
    last = max(at for at, count in enumerate(counts) if count) + 1
    shown = list(counts[:last])
    top, step = max(shown), 100 / len(shown)
    return [
        _bar(at, count, top, step, _label(at, width, is_open=at == len(counts) - 1))
        for at, count in enumerate(shown)
    ]


def _bar(at: int, count: int, top: int, step: float, label: str) -> Bar:
    tall = (FOOT - TOP) * count / top
    return Bar(
        label=label,
        count=count,
        x=f"{at * step + step * 0.06:.2f}%",
        width=f"{step * 0.88:.2f}%",
        y=f"{FOOT - tall:.1f}",
        height=f"{tall:.1f}",
        middle=f"{at * step + step / 2:.2f}%",
        above=f"{FOOT - tall - 6:.1f}",
    )


def _label(at: int, width: Decimal, *, is_open: bool) -> str:
    low = number(at * width)
    return f"≥ {low}" if is_open else f"{low}–{number((at + 1) * width)}"
