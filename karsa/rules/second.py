"""Who rates a second time, unseen: a draw that anybody can repeat from its seed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from karsa.rules.refused import Refused
from karsa.rules.refused import gettext_noop as _

# A second rating takes a quarter of an hour; more of them would be paid for with care.
MOST_EACH = 3


@dataclass(frozen=True, slots=True)
class Drawable:
    """One evaluation that may be drawn; `near` are all who may not rate it a second time."""

    key: int
    near: frozenset[int]


def check_draw(seed: str, wanted: int) -> None:
    """Let a draw be made. Raises: Refused without a seed that can be told, or for nobody."""
    if not seed.strip() or wanted < 1:
        raise Refused(_("Tulis kata undian dan jumlah orang. Kata itu diumumkan sebelum diundi."))


def draw(
    seed: str,
    people: Iterable[Drawable],
    raters: Collection[int],
    wanted: int,
    most_each: int = MOST_EACH,
) -> dict[int, int]:
    """Return evaluation → second rater for at most `wanted` drawn people.

    The same seed and the same people give the same draw, whatever their order. Nobody rates whom
    they are near to, nobody more than `most_each`; who has least to do comes first. A person for
    whom nobody is left is passed over.
    """
    loads = dict.fromkeys(raters, 0)
    found: dict[int, int] = {}
    for one in sorted(people, key=lambda one: _lot(seed, one.key)):
        if len(found) == wanted:
            break
        rater = _rater(seed, one, loads, most_each)
        if rater is not None:
            loads[rater] += 1
            found[one.key] = rater
    return found


def _rater(seed: str, one: Drawable, loads: Mapping[int, int], most_each: int) -> int | None:
    free: Sequence[int] = [
        rater for rater, load in loads.items() if load < most_each and rater not in one.near
    ]
    return min(free, key=lambda rater: (loads[rater], _lot(seed, one.key, rater)), default=None)


def _lot(seed: str, *keys: int) -> bytes:
    return sha256(":".join([seed.strip(), *map(str, keys)]).encode()).digest()
