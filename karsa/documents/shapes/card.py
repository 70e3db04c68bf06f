"""The manual of an indicator: form A.1.3 with exactly its nine fields."""

from dataclasses import dataclass
from typing import ClassVar, Literal

Quality = Literal["outcome", "intermediate_outcome", "low_control_output"]
Reporting = Literal["monthly", "quarterly", "half_yearly", "yearly"]


@dataclass(frozen=True, slots=True)
class ManualIndicatorForm:
    """One indicator of a head's plan; the formula and the unit are optional in words-only plans."""

    TEMPLATE: ClassVar[str] = "card"

    position: str | None = None
    agency: str | None = None
    period: str | None = None
    result: str | None = None
    measure: str | None = None
    purpose: str | None = None
    definition: tuple[str, ...] = ()
    definition_items: tuple[str, ...] = ()
    formula: str | None = None
    unit: str | None = None
    quality: Quality | None = None
    data_source: str | None = None
    reporting: Reporting | None = None
