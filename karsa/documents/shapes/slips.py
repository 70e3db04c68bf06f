"""Slips that let people open their account: printed per unit, cut, and handed over in person."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's slip: `code` as XXXX-XXXX, `url` behind the QR."""

    name: str
    code: str
    url: str
    position: str | None = None


@dataclass(frozen=True, slots=True)
class ActivationSlips:
    """A unit's slips. `address` is what people type by hand, `valid_until` a date in words."""

    TEMPLATE: ClassVar[str] = "slips"

    agency: str
    unit: str
    address: str
    valid_until: str
    slips: tuple[Slip, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that the template shows as a QR."""
        return tuple(slip.url for slip in self.slips)
