"""Statements that say nearly the same: the share of roots they have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from karsa.rules.wording.kinds import Kind, kind_of
from karsa.rules.wording.words import split

# Of ten roots at least eight in common; in whole numbers, so that no rounding decides.
_COMMON, _OF = 8, 10
_ROOT = re.compile(
    r"^(?:meny|peny|meng|peng|mem|pem|men|pen|ber|per|ter|me|pe|ke|di)?(.{3,}?)(?:kan|an|i)?(?:nya)?$"
)
_EMPTY = (Kind.CONJUNCTION, Kind.PREPOSITION, Kind.WHICH, Kind.PARTICLE)


@lru_cache(maxsize=50_000)
def roots(statement: str) -> frozenset[str]:
    """Return the rough roots of a statement's words; equal for its verbal and nominal forms."""
    return frozenset(_root(word) for word in split(statement) if kind_of(word) not in _EMPTY)


def _root(word: str) -> str:
    found = _ROOT.match(word)
    return found.group(1) if found else word


def _common(own: frozenset[str], other: frozenset[str]) -> int:
    """How many roots two statements share, if that is nearly all of both; else 0."""
    few, many = sorted((len(own), len(other)))
    if _OF * few < _COMMON * many:
        return 0
    common = len(own & other)
    return common if _OF * common >= _COMMON * (few + many - common) else 0


class Known:
    """Statements to compare with: found again by their rarest roots, so thousands stay quick."""

    def __init__(self, statements: Iterable[str]) -> None:
        self._times = Counter(statements)
        self._all = [(text, roots(text)) for text in self._times]
        self._uses = Counter(root for _, own in self._all for root in own)
        self._by_root: dict[str, list[int]] = defaultdict(list)
        for number, (_, own) in enumerate(self._all):
            for root in self._rarest(own):
                self._by_root[root].append(number)

    def like(self, statement: str, *, within: bool = False) -> str:
        """Return the known statement most like `statement`, or nothing.

        `within`: the statement is one of the known itself, and is not its own double.
        """
        own = roots(statement)
        near = {number for root in self._rarest(own) for number in self._by_root.get(root, ())}
        alike = [
            (common, -number)
            for number in near
            if (common := _common(own, self._all[number][1]))
            and self._is_another(number, statement if within else "")
        ]
        return self._all[-max(alike)[1]][0] if alike else ""

    def _is_another(self, number: int, itself: str) -> bool:
        text = self._all[number][0]
        return text != itself or self._times[text] > 1

    def _rarest(self, own: frozenset[str]) -> list[str]:
        """Enough of the rarest roots that two alike statements must share one of them."""
        needed = len(own) - len(own) * _COMMON // _OF + 1
        return sorted(own, key=lambda root: (self._uses[root], root))[:needed]
