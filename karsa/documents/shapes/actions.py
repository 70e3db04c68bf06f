"""The employee's action plan and its documentation: forms B.1.1 and B.1.2."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from karsa.documents.shapes.common import Party, Signature


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A work result, what will be done for it and, on B.1.2, what came of it with evidence."""

    number: int
    result: str
    actions: tuple[str, ...] = ()
    realisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionsForm:
    """B.1.1, or B.1.2 for one period; `term` names the period and is left out when None."""

    TEMPLATE: ClassVar[str] = "actions"

    code: Literal["B.1.1", "B.1.2"]
    holder: Party
    rater: Party
    lines: tuple[ActionLine, ...]
    signatures: tuple[Signature, ...]
    agency: str | None = None
    period: str | None = None
    term: str | None = None
