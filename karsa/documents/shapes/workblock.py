"""The workblock: form A.1.4, a strategy with its activities and milestones."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Steps:
    """What is routine and what transforms; the numbers run through both."""

    routine: tuple[str, ...] = ()
    transformative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkblockForm:
    """One strategy. `budget` is text, as the agency writes amounts."""

    TEMPLATE: ClassVar[str] = "workblock"

    initiative: str | None = None
    intervenes_on: str | None = None
    owner: str | None = None
    parties: tuple[str, ...] = ()
    completion_time: str | None = None
    beneficiary: str | None = None
    purpose: str | None = None
    budget: str | None = None
    activities: Steps = Steps()
    milestones: Steps = Steps()
