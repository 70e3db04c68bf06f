"""The evaluation document: forms D.1.1 to D.1.3, with the emblem's place left free."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from karsa.documents.shapes.common import Party, Signature
from karsa.rules.grade import Grade, OrganisationLevel


@dataclass(frozen=True, slots=True)
class ResultForm:
    """D.1.1 signed by the rater, D.1.2 by the rater's superior, D.1.3 after an objection.

    `signatures` in the form's order: the employee, the rater (D.1.2: the rater's superior), and
    on D.1.3 the rater's superior.
    """

    TEMPLATE: ClassVar[str] = "result"

    code: Literal["D.1.1", "D.1.2", "D.1.3"]
    holder: Party
    rater: Party
    reviewer: Party
    signatures: tuple[Signature, ...]
    term: str | None = None
    agency: str | None = None
    period: str | None = None
    organisation: OrganisationLevel | None = None
    grade: Grade | None = None
    recommendation: str | None = None
    objection: str | None = None
    explanation: str | None = None
    decision: str | None = None
