from karsa.consequences.models.allowance_input import AllowanceAmount, AllowanceInput
from karsa.consequences.models.allowance_rule import AllowanceRule
from karsa.consequences.models.allowance_run import AllowanceLine, AllowanceRun

__all__ = [
    "AllowanceAmount",
    "AllowanceInput",
    "AllowanceLine",
    "AllowanceRule",
    "AllowanceRun",
]
