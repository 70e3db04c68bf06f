"""The minutes of a calibration session, as a member may read them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CalibrationCase:
    """One case: votes as (rating, results, behaviour) in numbers, without the voters' names."""

    name: str
    post: str
    grade: str
    votes: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalibrationMinutes:
    """Who sat together around which cases, and what came of it; no decision is made by it."""

    TEMPLATE: ClassVar[str] = "calibration"

    agency: str
    unit: str
    period: str
    day: str
    led_by: str
    present: tuple[str, ...]
    guidance: tuple[str, ...]
    cases: tuple[CalibrationCase, ...]
