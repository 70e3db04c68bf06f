"""The result of an evaluation: forms C.1.1 to C.1.3."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from karsa.documents.shapes.common import Behaviour, Party, ResultLine, Signature
from karsa.rules.grade import Grade, OrganisationLevel, Rating


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """One evaluation. A choice of None prints all its alternatives, none of them struck out.

    `heads` says whether C.1.1 is for a head, whose measures carry a perspective. The pattern is
    the annex's curve of the organisation's level; without a level its place stays free.
    """

    TEMPLATE: ClassVar[str] = "evaluation"

    code: Literal["C.1.1", "C.1.2", "C.1.3"]
    holder: Party
    rater: Party
    main: tuple[ResultLine, ...]
    additional: tuple[ResultLine, ...]
    behaviours: tuple[Behaviour, ...]
    signatures: tuple[Signature, ...]
    heads: bool = False
    term: str | None = None
    agency: str | None = None
    period: str | None = None
    organisation: OrganisationLevel | None = None
    result_rating: Rating | None = None
    behaviour_rating: Rating | None = None
    grade: Grade | None = None
    footnotes: tuple[str, ...] | None = None
