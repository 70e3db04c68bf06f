"""Plans on paper: the regulation's forms built from rows, never from anything else."""

from karsa.plans.queries.paper.head import manual_form, workblock_form
from karsa.plans.queries.paper.plan import actions_form, annex_form, plan_form
from karsa.plans.queries.paper.quarters import quarters_form
from karsa.plans.queries.paper.unit import agreement_form, matrix_form

__all__ = [
    "actions_form",
    "agreement_form",
    "annex_form",
    "manual_form",
    "matrix_form",
    "plan_form",
    "quarters_form",
    "workblock_form",
]
