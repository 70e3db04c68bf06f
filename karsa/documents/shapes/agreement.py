"""A unit's performance agreement and the action plan of its indicators."""

from dataclasses import dataclass
from typing import ClassVar

from karsa.documents.shapes.common import Party, Signature


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """An indicator and its target as printed, with the sign or unit: "18%", "4 paket"."""

    name: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """A strategic objective with its indicators."""

    text: str
    indicators: tuple[IndicatorTarget, ...]


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A programme or activity; None leaves the place free."""

    name: str | None = None
    budget: str | None = None


@dataclass(frozen=True, slots=True)
class QuarterStep:
    """What a quarter is to bring for an indicator and, once it has passed, what it brought."""

    quarter: int
    text: str
    target: str | None = None
    budget: str | None = None
    realised: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """One indicator's year in steps, in the order of the quarters."""

    objective: str
    indicator: str
    target: str | None = None
    steps: tuple[QuarterStep, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """The agreement's table; with both parties a page with their statement comes first.

    The action plan by quarters follows on a page of its own, where there is one.
    """

    TEMPLATE: ClassVar[str] = "agreement"

    unit: str
    year: int
    objectives: tuple[Objective, ...]
    agency: str | None = None
    budget: tuple[BudgetLine, ...] = ()
    first: Party | None = None
    second: Party | None = None
    signatures: tuple[Signature, ...] = ()
    objective_label: str = "SASARAN"
    indicator_label: str = "INDIKATOR KINERJA UTAMA"
    budget_label: str = "PROGRAM"
    actions: tuple[QuarterPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementActionsForm:
    """The action plan (rencana aksi) of a unit's performance agreement."""

    TEMPLATE: ClassVar[str] = "agreement_actions"

    unit: str
    year: int
    lines: tuple[QuarterPlan, ...]
    agency: str | None = None
    signatures: tuple[Signature, ...] = ()
