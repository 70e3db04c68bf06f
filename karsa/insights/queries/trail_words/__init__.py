"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words import kinds, surveys, verbs

KINDS = {**kinds.KINDS, **surveys.KINDS}
VERBS = {**verbs.VERBS, **surveys.VERBS}

__all__ = ["KINDS", "VERBS"]
