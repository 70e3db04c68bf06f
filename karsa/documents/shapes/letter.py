"""A certificate of a reward, and an official letter about one person."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Signature


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """Who was rewarded with what, why, and by which rule."""

    TEMPLATE: ClassVar[str] = "certificate"

    agency: str
    award: str
    year: str
    name: str
    place: str
    reason: str
    basis: str
    signature: Signature


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A letter: `facts` are names with values, `paragraphs` what it says, one after the other."""

    TEMPLATE: ClassVar[str] = "letter"

    agency: str
    title: str
    place_date: str
    addressee: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    signature: Signature
    is_confidential: bool = False
