"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import complaints, development, kinds, surveys, verbs

KINDS = {**kinds.KINDS, **complaints.KINDS, **surveys.KINDS, **development.KINDS}
VERBS = {**verbs.VERBS, **complaints.VERBS, **surveys.VERBS, **development.VERBS}

__all__ = ["KINDS", "VERBS"]
