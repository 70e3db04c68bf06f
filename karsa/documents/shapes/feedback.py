"""The record of continuous feedback: forms B.1.3 to B.1.5."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from karsa.documents.shapes.common import Behaviour, Party, ResultLine, Signature


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """Feedback of one period; `term` as printed, e.g. TRIWULAN II; None prints the choices."""

    TEMPLATE: ClassVar[str] = "feedback"

    code: Literal["B.1.3", "B.1.4", "B.1.5"]
    holder: Party
    rater: Party
    main: tuple[ResultLine, ...]
    additional: tuple[ResultLine, ...]
    behaviours: tuple[Behaviour, ...]
    signatures: tuple[Signature, ...]
    term: str | None = None
    agency: str | None = None
    period: str | None = None
