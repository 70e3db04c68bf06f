"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import (
    accounts,
    complaints,
    consequences,
    development,
    evaluations,
    kinds,
    machines,
    privacy,
    surveys,
    verbs,
)

KINDS = {
    **kinds.KINDS,
    **accounts.KINDS,
    **complaints.KINDS,
    **surveys.KINDS,
    **development.KINDS,
    **consequences.KINDS,
    **machines.KINDS,
    **privacy.KINDS,
}
VERBS = {
    **verbs.VERBS,
    **accounts.VERBS,
    **complaints.VERBS,
    **surveys.VERBS,
    **development.VERBS,
    **consequences.VERBS,
    **evaluations.VERBS,
    **machines.VERBS,
    **privacy.VERBS,
}

__all__ = ["KINDS", "VERBS"]
