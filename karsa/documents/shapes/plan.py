"""The employee's plan: forms A.1.1, A.1.2, A.1.6, A.1.7, and its annex A.1.8."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from karsa.documents.shapes.common import Behaviour, Party, ResultLine, Signature

PlanCode = Literal["A.1.1", "A.1.2", "A.1.6", "A.1.7"]


@dataclass(frozen=True, slots=True)
class Annex:
    """What was agreed beside the plan: support, accountability, consequences."""

    resources: tuple[str, ...] = ()
    accountability: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanForm:
    """A whole plan. `footnotes` None prints the form's own; an annex starts its own page."""

    TEMPLATE: ClassVar[str] = "plan"

    code: PlanCode
    holder: Party
    rater: Party
    main: tuple[ResultLine, ...]
    additional: tuple[ResultLine, ...]
    behaviours: tuple[Behaviour, ...]
    signatures: tuple[Signature, ...]
    agency: str | None = None
    period: str | None = None
    annex: Annex | None = None
    footnotes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class AnnexForm:
    """The annex A.1.8 alone, for an annex that was agreed after the plan."""

    TEMPLATE: ClassVar[str] = "annex"

    annex: Annex
    holder: Party
    signatures: tuple[Signature, ...]
    agency: str | None = None
    period: str | None = None
