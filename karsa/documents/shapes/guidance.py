"""Guidance of performance: coaching B.1.6, mentoring B.1.7, what came of it B.1.8 to B.1.10."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Party, Signature


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """What will be done until when; `adjusts` calls for a change of the plan."""

    text: str
    due: str
    adjusts: bool = False


@dataclass(frozen=True, slots=True)
class CoachingForm:
    """B.1.6: goal, facts, chances and the way ahead; `topic` is what it is about."""

    TEMPLATE: ClassVar[str] = "coaching"

    holder: Party
    rater: Party
    topic: str
    signatures: tuple[Signature, ...]
    steps: tuple[AgreedStep, ...] = ()
    target: str | None = None
    baseline: str | None = None
    strategy: str | None = None
    progress: str | None = None
    obstacle: str | None = None
    cause: str | None = None
    chance: str | None = None
    agency: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class MentoringForm:
    """B.1.7: what is to be learned, and the journal; `met` says when and where."""

    TEMPLATE: ClassVar[str] = "mentoring"

    holder: Party
    rater: Party
    met: str
    signatures: tuple[Signature, ...]
    steps: tuple[AgreedStep, ...] = ()
    skill: str | None = None
    span: str | None = None
    change: str | None = None
    measure: str | None = None
    material: str | None = None
    agency: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """About whom, with pairs of criterion and answer."""

    about: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OpinionForm:
    """B.1.8: what the employee says about the guidance."""

    TEMPLATE: ClassVar[str] = "opinion"

    holder: Party
    rater: Party
    groups: tuple[OpinionGroup, ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class CompetenceGroup:
    """A kind of competence with triples of name, score and reason."""

    name: str
    lines: tuple[tuple[str, int | None, str], ...]


@dataclass(frozen=True, slots=True)
class CompetenceForm:
    """B.1.9: competence after the guidance."""

    TEMPLATE: ClassVar[str] = "competence"

    holder: Party
    rater: Party
    groups: tuple[CompetenceGroup, ...]
    signatures: tuple[Signature, ...]
    recommendation: str | None = None


@dataclass(frozen=True, slots=True)
class BehaviourReportForm:
    """B.1.10: a problem of behaviour; `value` is the value it touches."""

    TEMPLATE: ClassVar[str] = "behaviour_report"

    holder: Party
    rater: Party
    value: str
    problem: str
    tried: str
    signatures: tuple[Signature, ...]
    expectation: str | None = None
    is_widespread: bool | None = None
