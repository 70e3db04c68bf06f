"""What the public may see of small numbers: never so few that somebody could be recognised."""

from collections.abc import Sequence

LEAST = 5
# Of groups by what people are (sex, age, employment): a mean of fewer would be about persons.
LEAST_OF_GROUP = 10


def hides(count: int, least: int = LEAST) -> bool:
    """Whether a cell of `count` people or events is kept back: one to four are, by default.

    None at all tells nothing about anybody. Source: rules digest 7 (privacy).
    """
    return 0 < count < least


def public_count(count: int) -> int | None:
    """Return `count`, or None where it is kept back."""
    return None if hides(count) else count


def keep_back(counts: Sequence[int], least: int = LEAST) -> list[bool]:
    """Say which cells of a list are kept back, where their sum may be known.

    Hidden cells would follow from the sum, one exactly and 1 and 1 out of 2 as well, so the
    smallest other one goes with them.
    """
    hidden = [hides(count, least) for count in counts]
    if any(hidden):
        others = [place for place, count in enumerate(counts) if count and not hidden[place]]
        if others:
            hidden[min(others, key=lambda place: counts[place])] = True
    return hidden
