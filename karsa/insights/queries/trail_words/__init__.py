"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import complaints, kinds, surveys, verbs

KINDS = {**kinds.KINDS, **complaints.KINDS, **surveys.KINDS}
VERBS = {**verbs.VERBS, **complaints.VERBS, **surveys.VERBS}

__all__ = ["KINDS", "VERBS"]
