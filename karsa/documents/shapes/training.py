"""The certificate of a training."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TrainingCertificate:
    """Who completed what, when, for how many hours (JP); figures are ready to print."""

    TEMPLATE: ClassVar[str] = "training_certificate"

    agency: str
    name: str
    position: str
    unit: str
    course: str
    kind: str
    provider: str
    days: str
    place: str
    hours: int
    score: str | None = None
    competences: tuple[str, ...] = ()
    trainer: str | None = None
    sponsor: str | None = None
