"""What the trail says of rewards, improvement, discipline and allowance."""

from karsa.insights.queries.trail_words.verbs import Words

KINDS: Words = {}
VERBS: Words = {}
