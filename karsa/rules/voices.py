"""What many voices on one person may show without saying whose they were. Pure.

The superior and the person themselves are known by what they are, and are told so before they
answer; all others are shown in groups of at least five.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from karsa.rules.disclosure import LEAST

SELF, SUPERIOR, PEER, SUBORDINATE, OTHERS = "self", "superior", "peer", "subordinate", "others"
KNOWN = frozenset({SELF, SUPERIOR})
LOWEST, HIGHEST = 1, 5
_TENTH = Decimal("0.1")


def shown_as(counts: Mapping[str, int]) -> dict[str, str]:
    """Return under which name each group of answers is shown; left out: not shown.

    `counts`: answers per group. Those who are known anyway stand alone. Nameless groups stand
    apart only where each has five: one small group beside a large one could be found by
    subtraction, so then all become one; fewer than five in all are never shown.
    """
    known = {group: group for group in counts if group in KNOWN}
    nameless = {group: n for group, n in counts.items() if n and group not in KNOWN}
    if sum(nameless.values()) < LEAST:
        return known
    if all(n >= LEAST for n in nameless.values()):
        return known | {group: group for group in nameless}
    return known | dict.fromkeys(nameless, OTHERS)


def is_flat(scores: Iterable[int | None]) -> bool:
    """Whether an answer gives every value the same score: worth less, and said beside the mean."""
    given = [score for score in scores if score is not None]
    return len(given) > 1 and len(set(given)) == 1


def mean(scores: Sequence[int]) -> Decimal | None:
    """Return the mean of scores (1 to 5) to one decimal, half up; None without one."""
    if not scores:
        return None
    return (Decimal(sum(scores)) / len(scores)).quantize(_TENTH, ROUND_HALF_UP)
