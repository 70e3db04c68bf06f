"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import (
    complaints,
    development,
    evaluations,
    kinds,
    surveys,
    verbs,
)

KINDS = {**kinds.KINDS, **complaints.KINDS, **surveys.KINDS, **development.KINDS}
VERBS = {
    **verbs.VERBS,
    **complaints.VERBS,
    **surveys.VERBS,
    **development.VERBS,
    **evaluations.VERBS,
}

__all__ = ["KINDS", "VERBS"]
