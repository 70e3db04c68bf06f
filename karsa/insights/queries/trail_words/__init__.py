"""What the audit trail speaks of, in Indonesian."""

from karsa.insights.queries.trail_words.kinds import KINDS
from karsa.insights.queries.trail_words.verbs import VERBS

__all__ = ["KINDS", "VERBS"]
