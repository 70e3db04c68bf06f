"""The slip a citizen keeps of a report."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CodeSlip:
    """The tracking code, large, with where to use it. It says nothing of what was reported."""

    TEMPLATE: ClassVar[str] = "code"

    agency: str
    code: str
    number: str
    kind: str
    received: str
    due: str
    url: str

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that the template shows as a QR; the code is in none of them."""
        return (self.url,)
