"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import (
    complaints,
    consequences,
    development,
    evaluations,
    kinds,
    privacy,
    surveys,
    verbs,
)

KINDS = {
    **kinds.KINDS,
    **complaints.KINDS,
    **surveys.KINDS,
    **development.KINDS,
    **consequences.KINDS,
    **privacy.KINDS,
}
VERBS = {
    **verbs.VERBS,
    **complaints.VERBS,
    **surveys.VERBS,
    **development.VERBS,
    **consequences.VERBS,
    **evaluations.VERBS,
    **privacy.VERBS,
}

__all__ = ["KINDS", "VERBS"]
