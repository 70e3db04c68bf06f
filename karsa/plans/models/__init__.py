"""Agreements of units, plans (SKP) of people, the matrix that joins them, and their actions."""

from karsa.plans.models.agreement import (
    AgreementBudget,
    AgreementLine,
    AgreementObjective,
    PerformanceAgreement,
)
from karsa.plans.models.cascade import Cascade
from karsa.plans.models.matrix import MatrixCell, MatrixColumn, MatrixRow, RoleResultMatrix
from karsa.plans.models.parts import (
    ActionItem,
    AnnexItem,
    BehaviourExpectation,
    DialogueMessage,
    ManualIndicator,
    Workblock,
)
from karsa.plans.models.plan import (
    IMPORTED,
    IndividualIndicator,
    Origin,
    PerformancePlan,
    WorkResult,
)
from karsa.plans.models.quarter import QuarterAction

__all__ = [
    "IMPORTED",
    "ActionItem",
    "AgreementBudget",
    "AgreementLine",
    "AgreementObjective",
    "AnnexItem",
    "BehaviourExpectation",
    "Cascade",
    "DialogueMessage",
    "IndividualIndicator",
    "ManualIndicator",
    "MatrixCell",
    "MatrixColumn",
    "MatrixRow",
    "Origin",
    "PerformanceAgreement",
    "PerformancePlan",
    "QuarterAction",
    "RoleResultMatrix",
    "WorkResult",
    "Workblock",
]
