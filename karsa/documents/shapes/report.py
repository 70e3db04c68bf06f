"""A unit's yearly performance report (LKjIP), or the same until now while the year runs."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Signature

# A share of a picture's width or height, 0 to 1; None where nothing is known.
Share = float | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Result, target and last year on one scale from 0."""

    actual: Share
    target: Share
    last: Share


@dataclass(frozen=True, slots=True)
class MonthLine:
    """January to December on one scale: what was reached, and what was due."""

    reached: tuple[Share, ...]
    due: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ReportIndicator:
    """An indicator; numbers are ready to print, "–" where the law wants a place and none is known.

    `code` is the light's, which the template draws beside its word `status`.
    """

    number: int
    objective: str
    name: str
    measure: str
    target: str
    value: str
    achievement: str
    last_year: str
    end: str
    code: str
    status: str
    words: str
    bars: Bars | None = None
    months: MonthLine | None = None
    causes: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """A line of the agreement, as it was signed."""

    objective: str
    indicator: str
    target: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A programme in the year; `realised` and `share` say so where nothing is known."""

    name: str
    ceiling: str
    realised: str
    share: str


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """What held the unit back, and the newest step against it."""

    text: str
    cause: str
    owner: str
    state: str
    step: str


@dataclass(frozen=True, slots=True)
class InnovationLine:
    """What was changed, and what its indicator did since."""

    title: str
    problem: str
    change: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PerformanceReport:
    """The chapters of the report; an empty text leaves its place free to be written.

    `until` is the last month of a year that still runs. Parts without rows are left out.
    """

    TEMPLATE: ClassVar[str] = "report"

    agency: str
    unit: str
    year: int
    finding: str
    until: str = ""
    made: str = ""
    overview: str = ""
    mandate: str = ""
    issues: str = ""
    agreed: str = ""
    promises: tuple[PromisedLine, ...] = ()
    indicators: tuple[ReportIndicator, ...] = ()
    money: tuple[MoneyLine, ...] = ()
    money_total: MoneyLine | None = None
    efficiency: str = ""
    obstacles: tuple[ObstacleLine, ...] = ()
    innovations: tuple[InnovationLine, ...] = ()
    closing: str = ""
    signatures: tuple[Signature, ...] = ()
    end_label: str = ""
