"""Angka kredit of a functional officer, and the report of results upwards."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Party, Signature


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One period: the grade, its share and the coefficient of the level, in words and numbers."""

    period: str
    grade: str
    share: str
    coefficient: str
    months: str
    credit: str


@dataclass(frozen=True, slots=True)
class CreditForm:
    """Penetapan angka kredit from the grades of a year; `source` is the table's regulation."""

    TEMPLATE: ClassVar[str] = "credit"

    agency: str
    period: str
    holder: Party
    level: str
    held_since: str
    lines: tuple[CreditLine, ...]
    total: str
    source: str
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultsLine:
    """One person's result; `note` says what an objection may change or has."""

    unit: str
    nip: str
    name: str
    position: str
    grade: str
    credit: str
    note: str


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """The report to the PyB: counts by grade, then the results by unit and name."""

    TEMPLATE: ClassVar[str] = "results"

    agency: str
    period: str
    version: str
    due: str
    counts: tuple[tuple[str, str], ...]
    open_objections: str
    lines: tuple[ResultsLine, ...]
    signatures: tuple[Signature, ...] = ()
