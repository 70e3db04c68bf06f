from karsa.consequences.models.allowance_input import AllowanceAmount, AllowanceInput
from karsa.consequences.models.allowance_rule import AllowanceRule
from karsa.consequences.models.allowance_run import AllowanceLine, AllowanceRun
from karsa.consequences.models.discipline import DisciplineCase, DisciplineStep
from karsa.consequences.models.improvement import Improvement, ImprovementGoal, ImprovementStep
from karsa.consequences.models.reward import (
    OFFICE,
    Award,
    AwardRound,
    AwardRule,
    Juror,
    JuryConflict,
    JuryVote,
    Nomination,
)
from karsa.consequences.models.reward_given import Incentive, Reward
from karsa.consequences.models.steps import Step

__all__ = [
    "OFFICE",
    "AllowanceAmount",
    "AllowanceInput",
    "AllowanceLine",
    "AllowanceRule",
    "AllowanceRun",
    "Award",
    "AwardRound",
    "AwardRule",
    "DisciplineCase",
    "DisciplineStep",
    "Improvement",
    "ImprovementGoal",
    "ImprovementStep",
    "Incentive",
    "Juror",
    "JuryConflict",
    "JuryVote",
    "Nomination",
    "Reward",
    "Step",
]
